/** JSON that was recorded, of any shape. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** The members of an array or object; null for everything else. */
export function membersOf(value: JsonValue): [key: string, value: JsonValue][] | null {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return null;
}

/** Longer text is not worth the time to look for JSON in it. */
const LONGEST_PARSED = 2_000_000;

/** Structured values that were recorded as text, as many conventions do, are taken apart. */
export function structureOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (!/^[[{]/.test(text) || text.length > LONGEST_PARSED) return value;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Text that only looks like JSON stays text.
    return value;
  }
}

export function isStructured(value: JsonValue): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}

/** As it is copied: text as itself, everything else as JSON. */
export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
