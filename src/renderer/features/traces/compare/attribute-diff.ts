import type { PlainAttributes } from '../../../../shared/trace.ts';
import { textOf } from '../../../ui/json-tree/index.ts';

/** What is compared and shown of a value. */
const VALUE_LENGTH = 2_000;

export interface DiffedAttribute {
  readonly key: string;
  /** Null where the span has no such attribute. */
  readonly before: string | null;
  readonly now: string | null;
}

export interface AttributeDiff {
  readonly changed: readonly DiffedAttribute[];
  readonly sameCount: number;
}

/** The attributes in which two spans differ, by name. */
export function diffAttributes(a: PlainAttributes, b: PlainAttributes): AttributeDiff {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  const changed: DiffedAttribute[] = [];
  for (const key of keys) {
    const before = valueOf(a, key);
    const now = valueOf(b, key);
    if (before !== now) changed.push({ key, before: shown(before), now: shown(now) });
  }
  return { changed, sameCount: keys.length - changed.length };
}

function valueOf(attributes: PlainAttributes, key: string): string | null {
  if (!Object.hasOwn(attributes, key)) return null;
  const value = attributes[key];
  return value === undefined ? null : textOf(value);
}

function shown(value: string | null): string | null {
  if (value === null || value.length <= VALUE_LENGTH) return value;
  return `${value.slice(0, VALUE_LENGTH).toWellFormed()}…`;
}
