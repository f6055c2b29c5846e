/** JSON from elsewhere, read part by part: what is not of the expected kind is not there. */
export type Json = Readonly<Record<string, unknown>>;

export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A part by its path; prototype properties are none. */
export function partOf(value: unknown, path: string): unknown {
  let part: unknown = value;
  for (const key of path.split('.')) {
    if (!isObject(part) || !Object.hasOwn(part, key)) return undefined;
    part = part[key];
  }
  return part;
}

export function textOf(value: unknown, maxLength = 500): string {
  return (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '').slice(
    0,
    maxLength,
  );
}

export function numberOf(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function oneOf<const T extends string>(value: unknown, all: readonly T[]): T | null {
  return all.find((each) => each === value) ?? null;
}

export function textsOf(value: unknown, maxLength = 500): string[] {
  if (Array.isArray(value))
    return value.filter((each) => typeof each === 'string').map((each) => each.slice(0, maxLength));
  return typeof value === 'string' ? [value.slice(0, maxLength)] : [];
}
