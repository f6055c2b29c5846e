/** The upper and the lower 32 bits of a span id. */
export interface SpanIdParts {
  readonly high: number;
  readonly low: number;
}

/** 16 lower-case hex characters. */
export function formatSpanId(high: number, low: number): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** Null for what is no span id. */
export function parseSpanId(text: string): SpanIdParts | null {
  if (!/^[0-9a-f]{16}$/.test(text)) return null;
  return { high: Number.parseInt(text.slice(0, 8), 16), low: Number.parseInt(text.slice(8), 16) };
}
