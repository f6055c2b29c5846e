/* Reads JSON whose shape somebody else decides: what is not as promised is as if not there. */

export function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The first of them that is text and says something. */
export function firstText(...candidates: readonly unknown[]): string | null {
  const found = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
  return typeof found === 'string' ? found : null;
}

/** A count of tokens or the like: a whole number, not negative. */
export function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** An index that a vendor names, kept small: a hostile one must not make the engine allocate. */
export function boundedIndex(value: unknown): number {
  const index = count(value);
  return index !== null && index < 1024 ? index : 0;
}

/** Undefined where the text is no JSON, as models and servers write it now and then. */
export function tryJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
