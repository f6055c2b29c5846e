/**
 * The prompt of a call: what the user said last. Of an agent's conversation that is the same at each of its calls; what
 * tools and models said does not count. Empty: the user said nothing.
 */
export function promptOf(texts: readonly { readonly role: string; readonly text: string }[]): string {
  return texts.findLast(({ role, text }) => role === 'user' && text.trim() !== '')?.text ?? '';
}
