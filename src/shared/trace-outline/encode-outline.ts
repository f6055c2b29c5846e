import { MAGIC, outlineBytes, outlineSections, VERSION, type OutlineSizes } from './outline-layout.ts';
import type { OutlineColumns, OutlineHead } from './trace-outline.ts';

export interface OutlineParts {
  readonly head: OutlineHead;
  readonly spans: number;
  readonly usages: number;
  /** UTF-8, with the offset after each text. */
  readonly stringEnds: Uint32Array;
  readonly stringBytes: Uint8Array;
  /** Fills the columns, which are empty and of the right lengths. */
  readonly fill: (columns: OutlineColumns) => void;
}

/** An outline in its wire form. The columns are written where they stay: nothing is copied. */
export function encodeOutline({
  head,
  spans,
  usages,
  stringEnds,
  stringBytes,
  fill,
}: OutlineParts): ArrayBuffer {
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const sizes: OutlineSizes = {
    spans,
    usages,
    strings: stringEnds.length,
    stringBytes: stringBytes.length,
    headBytes: headBytes.length,
  };
  const buffer = new ArrayBuffer(outlineBytes(sizes));
  const sections = outlineSections(buffer, sizes);
  sections.header.set([
    MAGIC,
    VERSION,
    sizes.spans,
    sizes.usages,
    sizes.strings,
    sizes.stringBytes,
    sizes.headBytes,
  ]);
  sections.stringEnds.set(stringEnds);
  sections.stringBytes.set(stringBytes);
  sections.head.set(headBytes);
  fill(sections.columns);
  return buffer;
}
