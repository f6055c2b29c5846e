import { DIMENSIONS } from './scan-module.ts';

const MAGIC = 'SBWT';
const VERSION = 1;
const HEADER_BYTES = 24;

/** Words with their vectors: the meaning of a text is the sum over its words. */
export interface WordTable {
  readonly words: ReadonlyMap<string, number>;
  /** What a row's bytes are multiplied with; rare words count more. */
  readonly scales: Float32Array;
  /** A row of `DIMENSIONS` bytes for each word. */
  readonly rows: Int8Array;
  /** The length of the vector that a word has which is not in the table. */
  readonly unknownLength: number;
}

/**
 * The file: `SBWT`, version, dimensions, number of words, bytes of their text (32 bits each), the length of unknown words
 * (32-bit float); the words, parted by line feeds, filled up with line feeds to a multiple of four; scales (32-bit
 * floats); rows. Little-endian.
 * @throws Error when the bytes are no such file
 */
export function readWordTable(file: Uint8Array): WordTable {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isTable =
    file.byteLength > HEADER_BYTES &&
    Buffer.from(file.buffer, file.byteOffset, 4).toString('latin1') === MAGIC &&
    view.getUint32(4, true) === VERSION &&
    view.getUint32(8, true) === DIMENSIONS;
  if (!isTable) throw new Error('The word table has another format.');
  const count = view.getUint32(12, true);
  const textBytes = view.getUint32(16, true);
  const scalesAt = HEADER_BYTES + textBytes;
  const rowsAt = scalesAt + count * 4;
  if (file.byteLength !== rowsAt + count * DIMENSIONS) throw new Error('The word table is cut off.');
  const words = Buffer.from(file.buffer, file.byteOffset + HEADER_BYTES, textBytes)
    .toString('latin1')
    .split('\n');
  return {
    words: new Map(words.slice(0, count).map((word, row) => [word, row])),
    scales: Float32Array.from({ length: count }, (_, row) => view.getFloat32(scalesAt + row * 4, true)),
    rows: new Int8Array(file.buffer, file.byteOffset + rowsAt, count * DIMENSIONS),
    unknownLength: view.getFloat32(20, true),
  };
}

export interface WordVector {
  readonly word: string;
  readonly vector: Float32Array;
}

/** Writes what `readWordTable` reads. */
export function writeWordTable(vectors: readonly WordVector[], unknownLength: number): Uint8Array {
  const joined = vectors.map(({ word }) => word).join('\n');
  const text = Buffer.from(joined.padEnd(Math.ceil(joined.length / 4) * 4, '\n'), 'latin1');
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  [VERSION, DIMENSIONS, vectors.length, text.length].forEach((value, index) => {
    header.writeUInt32LE(value, 4 + index * 4);
  });
  header.writeFloatLE(unknownLength, 20);
  const scales = Buffer.alloc(vectors.length * 4);
  const rows = new Int8Array(vectors.length * DIMENSIONS);
  vectors.forEach(({ vector }, row) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    scales.writeFloatLE(largest / 127, row * 4);
    vector.forEach((value, index) => (rows[row * DIMENSIONS + index] = Math.round((value / largest) * 127)));
  });
  return Buffer.concat([header, text, scales, new Uint8Array(rows.buffer)]);
}
