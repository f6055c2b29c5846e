/** The path of the text that is all that differs between two values; null where more does, or something else. */
export function changedText(before: unknown, after: unknown): string | null {
  if (typeof before === 'string' && typeof after === 'string') return '';
  if (!isPart(before) || !isPart(after) || Array.isArray(before) !== Array.isArray(after)) return null;
  const names = Object.keys(before);
  if (names.length !== Object.keys(after).length) return null;
  const different = names.filter((name) => !isSame(before[name], after[name]));
  const [name] = different;
  if (name === undefined || different.length > 1) return null;
  const rest = changedText(before[name], after[name]);
  return rest === null ? null : `/${name}${rest}`;
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
