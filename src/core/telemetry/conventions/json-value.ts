import type { PlainAttributes } from '../../../shared/trace.ts';

export type Json = PlainAttributes[string];
export type JsonRecord = Readonly<Record<string, Json | undefined>>;

/** The value that a JSON text holds when it is an object or an array; the text itself when it is not. */
export function structured(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    // Plain text that happens to begin with a bracket.
    return value;
  }
}

export function recordOf(value: Json | undefined): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The first of `keys` that is there and not null. */
export function firstOf(record: JsonRecord, ...keys: readonly string[]): Json | undefined {
  for (const key of keys) {
    const value = record[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** The first of `keys` that holds text (or a number, as text). */
export function textAt(record: JsonRecord, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return value.toString();
  }
  return null;
}
