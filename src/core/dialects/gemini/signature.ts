/*
 * Gemini signs the part that follows a thought (`thoughtSignature`) and wants the signature back in the next turn. Among
 * callers it travels as the signature of a thought, marked as Gemini's, so that no other vendor's is ever sent to it.
 * Source: https://ai.google.dev/gemini-api/docs/thought-signatures
 */
const MARK = 'gemini:';

/** What Google documents for tool calls whose signature was lost on the way; models since 3 refuse calls without any. */
const LOST_SIGNATURE = 'skip_thought_signature_validator';

export function toCanonicalSignature(thoughtSignature: string): string {
  return MARK + thoughtSignature;
}

/** Null for a signature that is not Gemini's. */
export function toThoughtSignature(signature: string): string | null {
  return signature.startsWith(MARK) ? signature.slice(MARK.length) : null;
}

interface SignedPart {
  readonly functionCall?: unknown;
  thoughtSignature?: string;
}

/** One signature per turn of calls is what the model itself gives, on the first call. */
export function signLostCalls(parts: readonly SignedPart[]): void {
  const calls = parts.filter(({ functionCall }) => functionCall !== undefined);
  const [first] = calls;
  if (first === undefined || calls.some(({ thoughtSignature }) => thoughtSignature !== undefined)) return;
  first.thoughtSignature = LOST_SIGNATURE;
}
