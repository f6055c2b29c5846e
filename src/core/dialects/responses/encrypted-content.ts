import type { Part } from '../canonical.ts';

type Reasoning = Extract<Part, { type: 'reasoning' }>;

/** Thought that only its vendor can read travels beside signatures, which prove thought that everybody can. */
const REDACTED = 'redacted:';

/** What an item of thought carries for the next turn: to callers it is opaque. */
export function writeEncrypted({
  signature,
  redacted,
}: Pick<Reasoning, 'signature' | 'redacted'>): string | null {
  return redacted === null ? signature : REDACTED + redacted;
}

export function readEncrypted(given: string | null): Pick<Reasoning, 'signature' | 'redacted'> {
  return given?.startsWith(REDACTED) === true
    ? { signature: null, redacted: given.slice(REDACTED.length) }
    : { signature: given, redacted: null };
}
