import type { OutlineColumns } from './trace-outline.ts';

/* The wire form: eight 32-bit words, then the columns one after the other, the widest first so that each is aligned. */

/** "SBOL" */
export const MAGIC = 0x4c4f4253;
export const VERSION = 1;
export const HEADER_WORDS = 8;

/** What the header says: how much there is of everything. */
export interface OutlineSizes {
  readonly spans: number;
  readonly usages: number;
  readonly strings: number;
  readonly stringBytes: number;
  readonly headBytes: number;
}

export interface OutlineSections {
  readonly header: Uint32Array<ArrayBuffer>;
  readonly columns: OutlineColumns;
  readonly stringEnds: Uint32Array<ArrayBuffer>;
  readonly stringBytes: Uint8Array<ArrayBuffer>;
  readonly head: Uint8Array<ArrayBuffer>;
}

const BYTES_OF_SPAN = 8 + 8 + 8 + 5 * 4 + 2;
const BYTES_OF_USAGE = 8 + 8 + 8 + 4;

export function outlineBytes({ spans, usages, strings, stringBytes, headBytes }: OutlineSizes): number {
  return (
    HEADER_WORDS * 4 + spans * BYTES_OF_SPAN + usages * BYTES_OF_USAGE + strings * 4 + stringBytes + headBytes
  );
}

/** The sections of a buffer of exactly `outlineBytes`. The machine must be little-endian, as all that run this are. */
export function outlineSections(buffer: ArrayBuffer, sizes: OutlineSizes): OutlineSections {
  const { spans, usages, strings, stringBytes, headBytes } = sizes;
  let at = 0;
  const take = <T>(
    Column: new (buffer: ArrayBuffer, offset: number, length: number) => T,
    width: number,
    length: number,
  ): T => {
    const column = new Column(buffer, at, length);
    at += width * length;
    return column;
  };
  const header = take(Uint32Array<ArrayBuffer>, 4, HEADER_WORDS);
  const startMicros = take(Float64Array<ArrayBuffer>, 8, spans);
  const durationMicros = take(Float64Array<ArrayBuffer>, 8, spans);
  const inputTokens = take(Float64Array<ArrayBuffer>, 8, usages);
  const outputTokens = take(Float64Array<ArrayBuffer>, 8, usages);
  const costNanos = take(BigInt64Array<ArrayBuffer>, 8, usages);
  const spanId = take(Uint32Array<ArrayBuffer>, 4, 2 * spans);
  const [parent, name, service, operation, model] = [
    take(Int32Array<ArrayBuffer>, 4, spans),
    take(Int32Array<ArrayBuffer>, 4, spans),
    take(Int32Array<ArrayBuffer>, 4, spans),
    take(Int32Array<ArrayBuffer>, 4, spans),
    take(Int32Array<ArrayBuffer>, 4, spans),
  ];
  const usageRow = take(Int32Array<ArrayBuffer>, 4, usages);
  const stringEnds = take(Uint32Array<ArrayBuffer>, 4, strings);
  const kind = take(Uint8Array<ArrayBuffer>, 1, spans);
  const status = take(Uint8Array<ArrayBuffer>, 1, spans);
  return {
    header,
    columns: {
      spanId,
      parent,
      startMicros,
      durationMicros,
      name,
      service,
      operation,
      model,
      kind,
      status,
      usageRow,
      inputTokens,
      outputTokens,
      costNanos,
    },
    stringEnds,
    stringBytes: take(Uint8Array<ArrayBuffer>, 1, stringBytes),
    head: take(Uint8Array<ArrayBuffer>, 1, headBytes),
  };
}
