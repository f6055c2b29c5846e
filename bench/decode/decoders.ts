import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileRegistry, fromBinary, type DescMessage } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { PbfReader } from 'pbf';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import type { Attributes } from '../../src/core/store/span-record.ts';
import { decodeTraces } from '../../src/core/telemetry/otlp/index.ts';
import { SCHEMA } from '../../src/core/telemetry/otlp/testing/otlp-schema.ts';

const REQUEST = 'ExportTraceServiceRequest';

/** What every contender must make of a span. */
export interface Decoded {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: number;
  startUnixNano: bigint;
  endUnixNano: bigint;
  attributes: Attributes;
}

export interface Decoder {
  readonly name: string;
  /** The library's own objects. */
  decode(bytes: Uint8Array): object;
  /** Records as the store takes them. */
  toRecords(bytes: Uint8Array): Decoded[];
}

export function allDecoders(): Decoder[] {
  return [ours(), withProtobufjs(), withBufbuild(), withPbf()];
}

function ours(): Decoder {
  const decode = (bytes: Uint8Array) => decodeTraces(bytes, 'protobuf').spans;
  return { name: 'ours', decode, toRecords: decode };
}

interface Long {
  high: number;
  low: number;
}

interface ProtobufjsSpan {
  traceId: Buffer;
  spanId: Buffer;
  parentSpanId: Buffer;
  name: string;
  kind: number;
  startTimeUnixNano: Long;
  endTimeUnixNano: Long;
  attributes: { key: string; value: Record<string, unknown> & { value: string } }[];
}

/** Its decoders are generated when first used, and are the code that its command line writes to files. */
function withProtobufjs(): Decoder {
  const type = protobuf.parse(SCHEMA).root.lookupType(REQUEST);
  const nanos = ({ high, low }: Long): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return {
    name: 'protobufjs',
    decode: (bytes) => type.decode(bytes),
    toRecords: (bytes) =>
      spansOf<ProtobufjsSpan>(type.decode(bytes), 'resourceSpans', 'scopeSpans').map((span) => ({
        traceId: span.traceId.toString('hex'),
        spanId: span.spanId.toString('hex'),
        parentSpanId: span.parentSpanId.length === 0 ? null : span.parentSpanId.toString('hex'),
        name: span.name,
        kind: span.kind,
        startUnixNano: nanos(span.startTimeUnixNano),
        endUnixNano: nanos(span.endTimeUnixNano),
        attributes: attributesOf(span.attributes, ({ value }) => {
          const held = value[value.value];
          return typeof held === 'object' ? Number(nanos(held as Long)) : (held as string | number | boolean);
        }),
      })),
  };
}

interface BufbuildSpan {
  traceId: Uint8Array;
  spanId: Uint8Array;
  parentSpanId: Uint8Array;
  name: string;
  kind: number;
  startTimeUnixNano: bigint;
  endTimeUnixNano: bigint;
  attributes: { key: string; value: { value: { value: string | number | boolean | bigint } } }[];
}

function withBufbuild(): Decoder {
  const set = descriptor.FileDescriptorSet.encode(
    protobuf.parse(SCHEMA).root.toDescriptor('proto3'),
  ).finish();
  const found = createFileRegistry(fromBinary(FileDescriptorSetSchema, set)).getMessage(REQUEST);
  if (found === undefined) throw new Error(`There is no message ${REQUEST}.`);
  const type: DescMessage = found;
  return {
    name: '@bufbuild/protobuf',
    decode: (bytes) => fromBinary(type, bytes),
    toRecords: (bytes) =>
      spansOf<BufbuildSpan>(fromBinary(type, bytes), 'resourceSpans', 'scopeSpans').map((span) => ({
        traceId: hexOf(span.traceId),
        spanId: hexOf(span.spanId),
        parentSpanId: span.parentSpanId.length === 0 ? null : hexOf(span.parentSpanId),
        name: span.name,
        kind: span.kind,
        startUnixNano: span.startTimeUnixNano,
        endUnixNano: span.endTimeUnixNano,
        attributes: attributesOf(span.attributes, ({ value }) =>
          typeof value.value.value === 'bigint' ? Number(value.value.value) : value.value.value,
        ),
      })),
  };
}

interface PbfSpan {
  trace_id: Uint8Array;
  span_id: Uint8Array;
  parent_span_id?: Uint8Array;
  name: string;
  kind: number;
  start_time_unix_nano: number;
  end_time_unix_nano: number;
  attributes: { key: string; value: Record<string, string | number | boolean> & { value: string } }[];
}

/** Reads 64-bit fixed integers as doubles: its times are rounded to 256 nanoseconds. */
function withPbf(): Decoder {
  const read = compilePbf();
  return {
    name: 'pbf',
    decode: (bytes) => read(new PbfReader(bytes)),
    toRecords: (bytes) =>
      spansOf<PbfSpan>(read(new PbfReader(bytes)), 'resource_spans', 'scope_spans').map((span) => ({
        traceId: hexOf(span.trace_id),
        spanId: hexOf(span.span_id),
        parentSpanId: span.parent_span_id === undefined ? null : hexOf(span.parent_span_id),
        name: span.name,
        kind: span.kind,
        startUnixNano: BigInt(span.start_time_unix_nano),
        endUnixNano: BigInt(span.end_time_unix_nano),
        attributes: attributesOf(span.attributes, ({ value }) => value[value.value] ?? null),
      })),
  };
}

/** Its compiler and the reader of schemas come without types. */
function compilePbf(): (reader: PbfReader) => object {
  const require = createRequire(import.meta.url);
  const { sync } = require('resolve-protobuf-schema') as { sync: (path: string) => object };
  const { compile } = require('pbf/compile') as {
    compile: (schema: object) => Record<string, (reader: PbfReader) => object>;
  };
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  try {
    const path = join(directory, 'otlp.proto');
    writeFileSync(path, SCHEMA);
    const read = compile(sync(path))[`read${REQUEST}`];
    if (read === undefined) throw new Error(`pbf compiled no reader of ${REQUEST}.`);
    return read;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function spansOf<S>(request: object, resourceSpans: string, scopeSpans: string): S[] {
  const groups = (request as Record<string, Record<string, { spans: S[] }[]>[]>)[resourceSpans] ?? [];
  return groups.flatMap((group) => (group[scopeSpans] ?? []).flatMap(({ spans }) => spans));
}

function attributesOf<A extends { key: string }>(
  list: readonly A[],
  valueOf: (attribute: A) => string | number | boolean | null,
): Attributes {
  const attributes: Attributes = {};
  for (const attribute of list) attributes[attribute.key] = valueOf(attribute);
  return attributes;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
