/** Bytes that may wait here before the source is asked to pause. */
const HIGH_WATER = 64 * 1024;

interface Source {
  pause(): void;
  resume(): void;
  /** The reader wants no more. */
  cancel(): void;
}

type Chunk = IteratorResult<Uint8Array, undefined>;

/** Chunks pushed by a socket, pulled by one reader, with backpressure. Much lighter than a Readable. */
export class ChunkQueue implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #source: Source;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #paused = false;
  #ending: { error: Error } | 'end' | null = null;
  #waiting: { resolve: (chunk: Chunk) => void; reject: (error: Error) => void } | null = null;

  constructor(source: Source) {
    this.#source = source;
  }

  push(chunk: Uint8Array): void {
    if (this.#waiting !== null) {
      this.#take().resolve({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= HIGH_WATER || this.#paused) return;
    this.#paused = true;
    this.#source.pause();
  }

  end(): void {
    this.#ending ??= 'end';
    if (this.#waiting !== null) this.#take().resolve({ done: true, value: undefined });
  }

  fail(error: Error): void {
    this.#ending ??= { error };
    if (this.#waiting !== null) this.#take().reject(error);
  }

  next(): Promise<Chunk> {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#bytes -= chunk.length;
      if (this.#paused && this.#bytes === 0) {
        this.#paused = false;
        this.#source.resume();
      }
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#ending === 'end') return Promise.resolve({ done: true, value: undefined });
    if (this.#ending !== null) return Promise.reject(this.#ending.error);
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  return(): Promise<Chunk> {
    if (this.#ending === null) {
      this.#ending = 'end';
      this.#source.cancel();
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): { resolve: (chunk: Chunk) => void; reject: (error: Error) => void } {
    const waiting = this.#waiting;
    if (waiting === null) throw new Error('Nobody waits for a chunk.');
    this.#waiting = null;
    return waiting;
  }
}
