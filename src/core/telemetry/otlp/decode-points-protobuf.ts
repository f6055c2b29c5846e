import { fieldsUpTo, readAttribute } from './decode-protobuf-value.ts';
import {
  emptyExemplar,
  emptyNumberPoint,
  emptySummaryPoint,
  type ExemplarRecord,
  type NumberPoint,
  type SummaryPoint,
} from './decoded-metrics.ts';
import { BYTES, FIXED64, VARINT, type ProtobufReader } from './protobuf-reader.ts';

/** Field 1 of points and exemplars was their labels and is reserved. */
const NUMBER_FIELDS = fieldsUpTo(8) & ~(1 << 1);
const SUMMARY_FIELDS = fieldsUpTo(8) & ~(1 << 1);
const QUANTILE_FIELDS = fieldsUpTo(2);
const EXEMPLAR_FIELDS = fieldsUpTo(7) & ~(1 << 1);

export function readNumberPoint(reader: ProtobufReader): NumberPoint {
  const point = emptyNumberPoint();
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (2 << 3) | FIXED64:
        point.startUnixNano = reader.fixed64();
        break;
      case (3 << 3) | FIXED64:
        point.timeUnixNano = reader.fixed64();
        break;
      case (4 << 3) | FIXED64:
        point.value = reader.double();
        break;
      case (5 << 3) | BYTES:
        point.exemplars.push(readExemplar(reader));
        break;
      case (6 << 3) | FIXED64:
        point.value = reader.sfixed64();
        break;
      case (7 << 3) | BYTES:
        readAttribute(reader, point.attributes);
        break;
      case (8 << 3) | VARINT:
        point.flags = reader.uint32();
        break;
      default:
        reader.skip(tag, 'NumberDataPoint', NUMBER_FIELDS);
    }
  }
  reader.leave(outer);
  return point;
}

export function readSummaryPoint(reader: ProtobufReader): SummaryPoint {
  const point = emptySummaryPoint();
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (2 << 3) | FIXED64:
        point.startUnixNano = reader.fixed64();
        break;
      case (3 << 3) | FIXED64:
        point.timeUnixNano = reader.fixed64();
        break;
      case (4 << 3) | FIXED64:
        point.count = Number(reader.fixed64());
        break;
      case (5 << 3) | FIXED64:
        point.sum = reader.double();
        break;
      case (6 << 3) | BYTES:
        point.quantiles.push(readQuantile(reader));
        break;
      case (7 << 3) | BYTES:
        readAttribute(reader, point.attributes);
        break;
      case (8 << 3) | VARINT:
        point.flags = reader.uint32();
        break;
      default:
        reader.skip(tag, 'SummaryDataPoint', SUMMARY_FIELDS);
    }
  }
  reader.leave(outer);
  return point;
}

function readQuantile(reader: ProtobufReader): { quantile: number; value: number } {
  const read = { quantile: 0, value: 0 };
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | FIXED64)) read.quantile = reader.double();
    else if (tag === ((2 << 3) | FIXED64)) read.value = reader.double();
    else reader.skip(tag, 'ValueAtQuantile', QUANTILE_FIELDS);
  }
  reader.leave(outer);
  return read;
}

/** What was filtered out of the attributes is not kept. */
export function readExemplar(reader: ProtobufReader): ExemplarRecord {
  const exemplar = emptyExemplar();
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (2 << 3) | FIXED64:
        exemplar.timeUnixNano = reader.fixed64();
        break;
      case (3 << 3) | FIXED64:
        exemplar.value = reader.double();
        break;
      case (4 << 3) | BYTES:
        exemplar.spanId = reader.spanId('') || null;
        break;
      case (5 << 3) | BYTES:
        exemplar.traceId = reader.traceId('') || null;
        break;
      case (6 << 3) | FIXED64:
        exemplar.value = reader.sfixed64();
        break;
      case (7 << 3) | BYTES:
        reader.skip(tag, 'Exemplar', 0);
        break;
      default:
        reader.skip(tag, 'Exemplar', EXEMPLAR_FIELDS);
    }
  }
  reader.leave(outer);
  return exemplar;
}
