import { HEADER_WORDS, MAGIC, outlineBytes, outlineSections, VERSION } from './outline-layout.ts';
import type { OutlineSizes } from './outline-layout.ts';
import { StringTable } from './string-table.ts';
import {
  MISSING_PARENT,
  outlineHeadSchema,
  type OutlineColumns,
  type TraceOutline,
} from './trace-outline.ts';

/**
 * Reads an outline and checks everything in it that is used as an index or a length.
 * @throws Error saying what is wrong with the bytes
 */
export function decodeOutline(buffer: ArrayBuffer): TraceOutline {
  const outline = viewOutline(buffer);
  const { columns, spanCount, strings } = outline;
  requireRange('parent', columns.parent, MISSING_PARENT, spanCount - 1);
  for (const name of ['name', 'service', 'operation', 'model'] as const) {
    requireRange(name, columns[name], -1, strings.size - 1);
  }
  requireRange('usageRow', columns.usageRow, 0, spanCount - 1);
  requireAscending(columns.usageRow);
  requireTimes(columns);
  requireRange('reversed', Int32Array.from(outline.reversed?.rows ?? []), 0, spanCount - 1);
  return outline;
}

/**
 * The same of bytes that were checked before, for example by another thread.
 * @throws Error where even the lengths are wrong
 */
export function viewOutline(buffer: ArrayBuffer): TraceOutline {
  const sections = outlineSections(buffer, readSizes(buffer));
  const { stringEnds, stringBytes } = sections;
  let last = 0;
  for (const end of stringEnds) {
    if (end < last || end > stringBytes.length) throw new Error('The outline has texts outside its table.');
    last = end;
  }
  const head = outlineHeadSchema.parse(JSON.parse(new TextDecoder().decode(sections.head)));
  return {
    ...head,
    spanCount: sections.columns.parent.length,
    strings: new StringTable(stringEnds, stringBytes),
    columns: sections.columns,
    buffer,
  };
}

function readSizes(buffer: ArrayBuffer): OutlineSizes {
  if (buffer.byteLength < HEADER_WORDS * 4) throw new Error('The outline is shorter than its header.');
  const [magic, version, spans = 0, usages = 0, strings = 0, stringBytes = 0, headBytes = 0] =
    new Uint32Array(buffer, 0, HEADER_WORDS);
  if (magic !== MAGIC) throw new Error('These bytes are no outline of a trace.');
  if (version !== VERSION)
    throw new Error(`The outline has version ${version}; this console reads version ${VERSION}.`);
  const sizes = { spans, usages, strings, stringBytes, headBytes };
  const expected = outlineBytes(sizes);
  if (expected !== buffer.byteLength)
    throw new Error(`The outline has ${buffer.byteLength} bytes where its header speaks of ${expected}.`);
  return sizes;
}

function requireRange(name: string, column: Int32Array, least: number, most: number): void {
  for (const value of column) {
    if (value < least || value > most) throw new Error(`The outline has ${value} in its column ${name}.`);
  }
}

function requireAscending(column: Int32Array): void {
  let last = -1;
  for (const value of column) {
    if (value <= last) throw new Error('The outline has rows of usage out of order.');
    last = value;
  }
}

function requireTimes({ startMicros, durationMicros }: OutlineColumns): void {
  let last = -Infinity;
  for (const start of startMicros) {
    if (!(start >= last && start < Infinity)) throw new Error('The outline has spans out of order.');
    last = start;
  }
  for (const duration of durationMicros) {
    if (!(duration >= 0 && duration < Infinity)) throw new Error(`The outline has the duration ${duration}.`);
  }
}
