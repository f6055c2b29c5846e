/** Shannon's entropy of the characters, in bits a character. Keys have 3.5 and more, words and counters less. */
export function entropy(text: string): number {
  const counts = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** What stands where a secret would: `your-api-key`, `xxxx`, `<token>`, `${SECRET}`, `process.env.KEY`. */
const STANDS_FOR_ONE =
  /^(?:[$%{<*]|\[?redacted|\.{3})|x{4,}|\*{3,}|\.{3}|your|example|sample|placeholder|changeme|change[_-]me|replace|insert|dummy|todo|process\.env|os\.environ|getenv|import\.meta|secrets?\.|vars?\.|config\.|settings\.|^(?:null|none|nil|undefined|true|false|string|boolean|number)$/i;

/** Whether people write it to say that a secret belongs here. */
export function standsForSecret(value: string): boolean {
  return STANDS_FOR_ONE.test(value) || /^(.)\1*$/.test(value);
}

/** Letters and digits mixed as in a key: not a word, a number, or a name in kebab case. */
export function looksRandom(value: string, leastBits: number): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= leastBits;
}
