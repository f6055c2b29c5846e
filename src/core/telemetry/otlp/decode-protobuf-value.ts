import type { Attributes, AttributeValue } from '../../store/span-record.ts';
import { doubleAttribute, integerAttribute, setAttribute } from './attribute-value.ts';
import { MAX_VALUE_DEPTH } from './decoded-groups.ts';
import { BYTES, FIXED64, VARINT, type ProtobufReader } from './protobuf-reader.ts';

/** Fields 1 to `last`, as the bit set that `ProtobufReader.skip` wants. */
export function fieldsUpTo(last: number): number {
  return (1 << (last + 1)) - 2;
}

const ANY_VALUE_FIELDS = fieldsUpTo(7);
const LIST_FIELDS = fieldsUpTo(1);
const KEY_VALUE_FIELDS = fieldsUpTo(2);

/** Reads one KeyValue and sets it in `attributes`. */
export function readAttribute(reader: ProtobufReader, attributes: Attributes, depth = 0): void {
  const outer = reader.enter();
  let key = '';
  let value: AttributeValue = null;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) key = reader.string();
    else if (tag === ((2 << 3) | BYTES)) value = readAnyValue(reader, depth);
    else reader.skip(tag, 'KeyValue', KEY_VALUE_FIELDS);
  }
  reader.leave(outer);
  setAttribute(attributes, key, value);
}

/** Reads one AnyValue, nested in `depth` others. */
export function readAnyValue(reader: ProtobufReader, depth: number): AttributeValue {
  if (depth >= MAX_VALUE_DEPTH) reader.fail(`attribute values nested deeper than ${MAX_VALUE_DEPTH}`);
  const outer = reader.enter();
  let value: AttributeValue = null;
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (1 << 3) | BYTES:
        value = reader.string();
        break;
      case (2 << 3) | VARINT:
        value = reader.bool();
        break;
      case (3 << 3) | VARINT:
        value = integerAttribute(reader.int64());
        break;
      case (4 << 3) | FIXED64:
        value = doubleAttribute(reader.double());
        break;
      case (5 << 3) | BYTES:
        value = readArray(reader, depth + 1);
        break;
      case (6 << 3) | BYTES:
        value = { kvlistValue: readKeyValueList(reader, depth + 1) };
        break;
      case (7 << 3) | BYTES:
        value = { bytesValue: reader.base64() };
        break;
      default:
        reader.skip(tag, 'AnyValue', ANY_VALUE_FIELDS);
    }
  }
  reader.leave(outer);
  return value;
}

function readArray(reader: ProtobufReader, depth: number): AttributeValue[] {
  const outer = reader.enter();
  const values: AttributeValue[] = [];
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) values.push(readAnyValue(reader, depth));
    else reader.skip(tag, 'ArrayValue', LIST_FIELDS);
  }
  reader.leave(outer);
  return values;
}

function readKeyValueList(reader: ProtobufReader, depth: number): Attributes {
  const outer = reader.enter();
  const attributes: Attributes = {};
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | BYTES)) readAttribute(reader, attributes, depth);
    else reader.skip(tag, 'KeyValueList', LIST_FIELDS);
  }
  reader.leave(outer);
  return attributes;
}
