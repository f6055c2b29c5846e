/** Components of a word's vector. */
export const DIMENSIONS = 64;
/** One step of a component's byte. */
export const STEP = 1 / 32;
const SHORTEST_STEM = 4;

/** Words with what they mean, the frequent ones first. */
export interface WordVectors {
  readonly rows: ReadonlyMap<string, number>;
  /** `DIMENSIONS` bytes for each word. */
  readonly bytes: Int8Array;
}

/** The file: the number of bytes of the words' text (32 bits, little-endian), the words parted by line feeds, the rows. */
export function readWordVectors(file: Uint8Array): WordVectors {
  const textBytes = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  const words = new TextDecoder().decode(file.subarray(4, 4 + textBytes)).split('\n');
  const bytes = new Int8Array(Uint8Array.from(file.subarray(4 + textBytes)).buffer);
  if (bytes.length !== words.length * DIMENSIONS) throw new Error('The file of word vectors is cut off.');
  return { rows: new Map(words.map((word, row) => [word, row])), bytes };
}

/** Writes what `readWordVectors` reads; components should have a variance of about one. */
export function writeWordVectors(words: readonly string[], components: Float32Array): Uint8Array {
  const text = Buffer.from(words.join('\n'));
  const file = Buffer.alloc(4 + text.length + words.length * DIMENSIONS);
  file.writeUInt32LE(text.length);
  text.copy(file, 4);
  for (const [index, value] of components.entries()) {
    file.writeInt8(Math.max(-127, Math.min(127, Math.round(value / STEP))), 4 + text.length + index);
  }
  return file;
}

/** The row of a word, else of its longest beginning that has one (`passwords`), else -1. */
export function rowOf({ rows }: WordVectors, word: string): number {
  let row = rows.get(word);
  for (let length = word.length - 1; row === undefined && length >= SHORTEST_STEM; length -= 1) {
    row = rows.get(word.slice(0, length));
  }
  return row ?? -1;
}
