/**
 * Whether nobody answers by a name. `known`: the models and routes that there are; none: it is not known yet. Any model can be
 * asked of a provider, so PROVIDER/MODEL cannot be told to be wrong.
 */
export function isUnknownModel(name: string, known: readonly string[]): boolean {
  const asked = name.trim();
  return asked !== '' && !asked.includes('/') && known.length > 0 && !known.includes(asked);
}
