import type { Attributes, AttributeValue } from '../span-record.ts';
import { MIN_BODY_LENGTH } from './split-text.ts';

/**
 * A long text as its row keeps it. Its parts, joined, are the text: a string stands for itself, a number for the body
 * of that number, and `[separator, first, step, step, ...]` for several bodies with the same separator between them,
 * each given by how far its number is from the one before.
 */
export interface StoredText {
  bodyValue: StoredPart[];
}

export type StoredPart = string | number | [separator: string, first: number, ...steps: number[]];

/** An attribute's value as its row keeps it. */
export type StoredValue =
  | AttributeValue
  | StoredText
  | StoredValue[]
  | { kvlistValue: { [key: string]: StoredValue } };

export interface StoredAttributes {
  [key: string]: StoredValue;
}

/** Puts what alternates between a body and one separator into a single part. */
export function packParts(tokens: readonly (string | number)[]): StoredPart[] {
  const parts: StoredPart[] = [];
  for (let at = 0; at < tokens.length;) {
    const first = tokens[at];
    const separator = tokens[at + 1];
    const steps: number[] = [];
    let last = first;
    let next = at + 2;
    while (typeof last === 'number' && typeof separator === 'string' && tokens[next - 1] === separator) {
      const body = tokens[next];
      if (typeof body !== 'number') break;
      steps.push(body - last);
      last = body;
      next += 2;
    }
    if (typeof first === 'number' && typeof separator === 'string' && steps.length > 0) {
      parts.push([separator, first, ...steps]);
      at = next - 1;
    } else {
      if (first !== undefined) parts.push(first);
      at += 1;
    }
  }
  return parts;
}

/** The text again, with `textOf` giving that of a body. */
export function joinParts(parts: readonly StoredPart[], textOf: (bodyNo: number) => string): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (typeof part === 'number') text += textOf(part);
    else {
      const [separator, ...numbers] = part;
      let bodyNo = 0;
      numbers.forEach((step, index) => {
        bodyNo += step;
        text += index === 0 ? textOf(bodyNo) : separator + textOf(bodyNo);
      });
    }
  }
  return text;
}

/** The numbers of a text's bodies, with repetitions. */
export function* bodiesOfParts(parts: readonly StoredPart[]): Generator<number> {
  for (const part of parts) {
    if (typeof part === 'number') yield part;
    else if (typeof part !== 'string') {
      let bodyNo = 0;
      for (const step of part) {
        if (typeof step === 'number') yield (bodyNo += step);
      }
    }
  }
}

/** Whether any text of the attributes is long enough for a body. */
export function hasLongText(attributes: Attributes): boolean {
  for (const key in attributes) {
    const value = attributes[key];
    if (typeof value === 'string') {
      if (value.length >= MIN_BODY_LENGTH) return true;
    } else if (typeof value === 'object' && value !== null && isLongValue(value)) return true;
  }
  return false;
}

function isLongValue(value: AttributeValue): boolean {
  if (typeof value === 'string') return value.length >= MIN_BODY_LENGTH;
  if (Array.isArray(value)) return value.some(isLongValue);
  return (
    typeof value === 'object' && value !== null && 'kvlistValue' in value && hasLongText(value.kvlistValue)
  );
}

/** How a text is kept; `key`: of the attribute that it stands in. */
type Keep = (text: string, key: string) => StoredText | string;

/** The value with every text for which `keep` answers another value replaced; itself when there is none. */
export function replaceTexts(attributes: Attributes, keep: Keep): StoredAttributes {
  let copy: StoredAttributes | null = null;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'object') continue;
    const kept = replaceInValue(value, key, keep);
    if (kept === value) continue;
    copy ??= { ...attributes };
    setOwn(copy, key, kept);
  }
  return copy ?? attributes;
}

function replaceInValue(value: AttributeValue, key: string, keep: Keep): StoredValue {
  if (typeof value === 'string') return keep(value, key);
  if (Array.isArray(value)) {
    const kept = value.map((item) => replaceInValue(item, key, keep));
    return kept.some((item, index) => item !== value[index]) ? kept : value;
  }
  if (value === null || typeof value !== 'object' || !('kvlistValue' in value)) return value;
  const kept = replaceTexts(value.kvlistValue, keep);
  return kept === value.kvlistValue ? value : { kvlistValue: kept };
}

/** The attributes as they came in. Changes what it is given. */
export function restoreTexts(
  stored: StoredAttributes,
  restore: (parts: readonly StoredPart[]) => string,
): Attributes {
  for (const key of Object.keys(stored)) {
    const value = stored[key];
    if (typeof value === 'object' && value !== null) setOwn(stored, key, restoreInValue(value, restore));
  }
  return stored as Attributes;
}

function restoreInValue(
  value: StoredValue,
  restore: (parts: readonly StoredPart[]) => string,
): AttributeValue {
  if (Array.isArray(value)) return value.map((item) => restoreInValue(item, restore));
  if (typeof value !== 'object' || value === null) return value;
  if ('bodyValue' in value) return restore(value.bodyValue);
  if ('kvlistValue' in value) return { kvlistValue: restoreTexts(value.kvlistValue, restore) };
  return value;
}

/** An assignment to `__proto__` would set no property. */
function setOwn(attributes: StoredAttributes, key: string, value: StoredValue): void {
  if (key === '__proto__') {
    Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true, writable: true });
  } else attributes[key] = value;
}
