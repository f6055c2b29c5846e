import type { PlainAttributes } from '../../../shared/trace.ts';
import type { Attributes, AttributeValue } from '../../store/span-record.ts';

type PlainValue = PlainAttributes[string];

/**
 * Attributes as plain JSON for reading: tags are taken off, so integers beyond 2^53, non-finite doubles
 * and bytes (base64) are strings.
 */
export function toPlainAttributes(attributes: Attributes): PlainAttributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, toPlainValue(value)]));
}

export function toPlainValue(value: AttributeValue): PlainValue {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toPlainValue);
  if ('doubleValue' in value) return value.doubleValue;
  if ('intValue' in value) return value.intValue;
  if ('bytesValue' in value) return value.bytesValue;
  return toPlainAttributes(value.kvlistValue);
}
