import { readExemplar } from './decode-points-protobuf.ts';
import { fieldsUpTo, readAttribute } from './decode-protobuf-value.ts';
import {
  emptyExponentialPoint,
  emptyHistogramPoint,
  type ExponentialBuckets,
  type ExponentialPoint,
  type HistogramPoint,
} from './decoded-metrics.ts';
import { BYTES, FIXED64, VARINT, type ProtobufReader } from './protobuf-reader.ts';

/** Field 1 was labels and is reserved. */
const HISTOGRAM_FIELDS = fieldsUpTo(12) & ~(1 << 1);
const EXPONENTIAL_FIELDS = fieldsUpTo(14);
const BUCKETS_FIELDS = fieldsUpTo(2);

export function readHistogramPoint(reader: ProtobufReader): HistogramPoint {
  const point = emptyHistogramPoint();
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
        readPacked(reader, () => point.bucketCounts.push(Number(reader.fixed64())));
        break;
      case (6 << 3) | FIXED64:
        point.bucketCounts.push(Number(reader.fixed64()));
        break;
      case (7 << 3) | BYTES:
        readPacked(reader, () => point.explicitBounds.push(reader.double()));
        break;
      case (7 << 3) | FIXED64:
        point.explicitBounds.push(reader.double());
        break;
      default:
        readRareHistogramField(reader, point, tag);
    }
  }
  reader.leave(outer);
  return point;
}

function readRareHistogramField(reader: ProtobufReader, point: HistogramPoint, tag: number): void {
  switch (tag) {
    case (8 << 3) | BYTES:
      point.exemplars.push(readExemplar(reader));
      break;
    case (9 << 3) | BYTES:
      readAttribute(reader, point.attributes);
      break;
    case (10 << 3) | VARINT:
      point.flags = reader.uint32();
      break;
    case (11 << 3) | FIXED64:
    case (12 << 3) | FIXED64:
      reader.double();
      break;
    default:
      reader.skip(tag, 'HistogramDataPoint', HISTOGRAM_FIELDS);
  }
}

export function readExponentialPoint(reader: ProtobufReader): ExponentialPoint {
  const point = emptyExponentialPoint();
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    switch (tag) {
      case (1 << 3) | BYTES:
        readAttribute(reader, point.attributes);
        break;
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
      case (6 << 3) | VARINT:
        point.scale = reader.sint32();
        break;
      case (7 << 3) | FIXED64:
        point.zeroCount = Number(reader.fixed64());
        break;
      default:
        readRareExponentialField(reader, point, tag);
    }
  }
  reader.leave(outer);
  return point;
}

function readRareExponentialField(reader: ProtobufReader, point: ExponentialPoint, tag: number): void {
  switch (tag) {
    case (8 << 3) | BYTES:
      readBuckets(reader, point.positive);
      break;
    case (9 << 3) | BYTES:
      readBuckets(reader, point.negative);
      break;
    case (10 << 3) | VARINT:
      point.flags = reader.uint32();
      break;
    case (11 << 3) | BYTES:
      point.exemplars.push(readExemplar(reader));
      break;
    case (12 << 3) | FIXED64:
    case (13 << 3) | FIXED64:
      reader.double();
      break;
    case (14 << 3) | FIXED64:
      point.zeroThreshold = reader.double();
      break;
    default:
      reader.skip(tag, 'ExponentialHistogramDataPoint', EXPONENTIAL_FIELDS);
  }
}

function readBuckets(reader: ProtobufReader, buckets: ExponentialBuckets): void {
  const outer = reader.enter();
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === ((1 << 3) | VARINT)) buckets.offset = reader.sint32();
    else if (tag === ((2 << 3) | VARINT)) buckets.bucketCounts.push(reader.uint64());
    else if (tag === ((2 << 3) | BYTES)) {
      readPacked(reader, () => buckets.bucketCounts.push(reader.uint64()));
    } else reader.skip(tag, 'Buckets', BUCKETS_FIELDS);
  }
  reader.leave(outer);
}

/** Numbers without their tags, one after the other. */
function readPacked(reader: ProtobufReader, readNumber: () => void): void {
  const outer = reader.enter();
  while (reader.position < reader.end) readNumber();
  reader.leave(outer);
}
