import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 3;
const TAIL_LINES = 40;

/** What the engine writes: into a file that is rotated by size, and its last lines in memory. */
export class EngineLog {
  readonly #path: string;
  readonly #maxBytes: number;
  #bytes: number;
  #tail: string[] = [];

  constructor(path: string, maxBytes: number = MAX_BYTES) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#bytes = existsSync(path) ? statSync(path).size : 0;
  }

  /** The last lines, without those of earlier engines. */
  get tail(): readonly string[] {
    return this.#tail;
  }

  /** Begins the lines of a new engine. */
  begin(headline: string): void {
    this.#append(`--- ${headline}\n`);
    this.#tail = [];
  }

  write(text: string): void {
    this.#append(text);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    this.#tail = [...this.#tail, ...lines].slice(-TAIL_LINES);
  }

  /** Written at once: the last lines before a crash are the ones that matter. */
  #append(text: string): void {
    if (this.#bytes > this.#maxBytes) this.#rotate();
    appendFileSync(this.#path, text, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(text);
  }

  #rotate(): void {
    for (let index = KEPT_FILES - 1; index > 0; index--) {
      const older = index === 1 ? this.#path : `${this.#path}.${index - 1}`;
      if (existsSync(older)) renameSync(older, `${this.#path}.${index}`);
    }
    this.#bytes = 0;
  }
}
