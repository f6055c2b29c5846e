import type { Attributes, AttributeValue } from '../../store/span-record.ts';

/**
 * The compact form of a double. Fractions stand for themselves; whole numbers are tagged so that they stay doubles.
 * Negative zero becomes zero: JSON, in which attributes are stored, cannot tell them apart.
 */
export function doubleAttribute(value: number): AttributeValue {
  if (!Number.isFinite(value)) {
    return { doubleValue: Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity' };
  }
  return Number.isInteger(value) ? { doubleValue: value === 0 ? 0 : value } : value;
}

/** The compact form of a 64-bit integer: exact whatever its size. */
export function integerAttribute(value: number | bigint): AttributeValue {
  return typeof value === 'number' ? value : { intValue: value.toString() };
}

/** Sets an attribute as an own property even when its key is `__proto__`. The last of several equal keys wins. */
export function setAttribute(attributes: Attributes, key: string, value: AttributeValue): void {
  if (key === '__proto__') {
    Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    attributes[key] = value;
  }
}
