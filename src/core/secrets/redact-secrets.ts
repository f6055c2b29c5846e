const REDACTED = '[redacted]';

/** Keys that providers and this deployment hand out, and what follows `Bearer`. Written for short strings of logs; linear in their length. */
const PATTERNS: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\bsb-[A-Za-z0-9_-]{16,}/g,
  /\b(?:gsk|xai|pplx|hf|AIza|ghp|glpat)[-_]?[A-Za-z0-9_-]{20,}/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /(?<=\b(?:Bearer|Basic)\s)[A-Za-z0-9._~+/=-]{6,}/gi,
  /(?<=:\/\/[^/\s:@]{1,256}:)[^/\s@]{1,1024}(?=@)/g,
];

/** Shorter values would redact ordinary words. */
const SHORTEST_SECRET = 6;

const known = new Set<string>();

/** From now on this value never appears in a redacted text. Call it wherever a secret is opened or made. */
export function registerSecret(value: string): void {
  if (value.length >= SHORTEST_SECRET) known.add(value);
}

/** The text without keys, tokens and passwords: those that were registered, and those that look like one. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const value of known) clean = clean.replaceAll(value, REDACTED);
  for (const pattern of PATTERNS) clean = clean.replace(pattern, REDACTED);
  return clean;
}
