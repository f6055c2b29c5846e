/** Small pieces travel together; a piece that took long to make does not wait for more. */
const CHUNK_BYTES = 256 * 1024;
const CHUNK_MS = 200;

/** What a file is made of, gathered: texts in UTF-8. Each `next` gives some bytes, `null` when there are no more. */
export class Chunks {
  readonly #pieces: Iterator<string | Uint8Array>;
  readonly #now: () => number;

  constructor(pieces: Iterable<string | Uint8Array>, now: () => number = () => performance.now()) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#now = now;
  }

  next(): Uint8Array | null {
    const until = this.#now() + CHUNK_MS;
    const gathered: Uint8Array[] = [];
    let bytes = 0;
    while (bytes < CHUNK_BYTES) {
      const piece = this.#pieces.next();
      if (piece.done === true) break;
      const part = typeof piece.value === 'string' ? Buffer.from(piece.value) : piece.value;
      gathered.push(part);
      bytes += part.byteLength;
      if (this.#now() >= until) break;
    }
    return gathered.length === 0 ? null : Buffer.concat(gathered);
  }
}
