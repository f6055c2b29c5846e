import type { Attributes, AttributeValue } from '../../store/span-record.ts';
import { doubleAttribute, integerAttribute, setAttribute } from './attribute-value.ts';
import { MAX_VALUE_DEPTH } from './decoded-groups.ts';
import type { JsonFields, JsonObject } from './json-fields.ts';

/** Reads the list of KeyValue `owner[key]` into `attributes`. */
export function readAttributes(
  fields: JsonFields,
  owner: JsonObject,
  key: string,
  attributes: Attributes,
  depth = 0,
): void {
  fields.each(owner, key, (entry) => {
    const name = fields.string(entry, 'key');
    setAttribute(attributes, name, readValue(fields, entry, 'value', depth));
  });
}

/** Reads the AnyValue `owner[key]`; null when it is absent. */
export function readValue(fields: JsonFields, owner: JsonObject, key: string, depth = 0): AttributeValue {
  let value: AttributeValue = null;
  fields.nested(owner, key, (any) => {
    value = readAnyValue(fields, any, depth);
  });
  return value;
}

function readAnyValue(fields: JsonFields, any: JsonObject, depth: number): AttributeValue {
  if (depth >= MAX_VALUE_DEPTH) fields.fail(`nested at most ${MAX_VALUE_DEPTH} values deep`);
  if (isSaid(any.stringValue)) return fields.string(any, 'stringValue');
  if (isSaid(any.intValue)) return integerAttribute(fields.int64(any, 'intValue'));
  if (isSaid(any.doubleValue)) return doubleAttribute(fields.double(any, 'doubleValue'));
  if (isSaid(any.boolValue)) return fields.boolean(any, 'boolValue');
  if (isSaid(any.bytesValue)) return { bytesValue: fields.base64(any, 'bytesValue') };
  if (isSaid(any.arrayValue)) return readArray(fields, any, depth + 1);
  if (isSaid(any.kvlistValue)) return readKeyValueList(fields, any, depth + 1);
  return null;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function readArray(fields: JsonFields, any: JsonObject, depth: number): AttributeValue[] {
  const values: AttributeValue[] = [];
  fields.nested(any, 'arrayValue', (array) => {
    fields.each(array, 'values', (element) => values.push(readAnyValue(fields, element, depth)));
  });
  return values;
}

function readKeyValueList(fields: JsonFields, any: JsonObject, depth: number): AttributeValue {
  const attributes: Attributes = {};
  fields.nested(any, 'kvlistValue', (list) => {
    readAttributes(fields, list, 'values', attributes, depth);
  });
  return { kvlistValue: attributes };
}
