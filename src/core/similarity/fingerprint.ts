import { hashText } from './hash-text.ts';
import { embedText } from './embed-text.ts';
import { MAX_MARKS, markText } from './mark-text.ts';
import { DIMENSIONS } from './scan-module.ts';
import type { Vocabulary } from './vocabulary.ts';

/** All of a prompt that it is compared by. */
export interface Fingerprint {
  /** Equal for equal prompts: 52 bits of hash. */
  readonly key: number;
  readonly vector: Int8Array;
  readonly marks: Uint32Array;
}

const KEY_BYTES = 8;

export function fingerprintOf(text: string, { table, names }: Vocabulary): Fingerprint {
  const key = hashText(text) * 2 ** 20 + (hashText(text, text.length) >>> 12);
  return { key, vector: embedText(text, table), marks: markText(text, names) };
}

/** As it is stored: the key (a 64-bit float), the vector, the marks (32 bits each); little-endian. */
export function encodeFingerprint({ key, vector, marks }: Fingerprint): Uint8Array {
  const bytes = Buffer.alloc(KEY_BYTES + DIMENSIONS + marks.length * 4);
  bytes.writeDoubleLE(key);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, DIMENSIONS), KEY_BYTES);
  marks.forEach((mark, index) => bytes.writeUInt32LE(mark, KEY_BYTES + DIMENSIONS + index * 4));
  return bytes;
}

/** Null for bytes that are no fingerprint of this version. */
export function decodeFingerprint(bytes: Uint8Array): Fingerprint | null {
  const count = (bytes.byteLength - KEY_BYTES - DIMENSIONS) / 4;
  if (!Number.isInteger(count) || count < 0 || count > MAX_MARKS) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    key: view.getFloat64(0, true),
    vector: Int8Array.from({ length: DIMENSIONS }, (_, index) => view.getInt8(KEY_BYTES + index)),
    marks: Uint32Array.from({ length: count }, (_, index) =>
      view.getUint32(KEY_BYTES + DIMENSIONS + index * 4, true),
    ),
  };
}
