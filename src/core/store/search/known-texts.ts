import { hash } from 'node:crypto';

/** A longer text is remembered by its hash. */
const MAX_REMEMBERED_LENGTH = 40;

/**
 * The texts that a trace is known to have in the index already, of the traces that were last written to. An agent that
 * sends its history again with each call is so indexed once. What is forgotten is indexed again, which does no harm.
 */
export class KnownTexts {
  readonly #capacity: number;
  readonly #texts = new Map<number, Set<string>>();
  #size = 0;

  /** Holds about so many texts. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** False when the trace has the text already. */
  add(traceNo: number, text: string): boolean {
    let known = this.#texts.get(traceNo);
    if (known === undefined) {
      known = new Set();
      this.#texts.set(traceNo, known);
    }
    const key = text.length <= MAX_REMEMBERED_LENGTH ? text : hash('sha1', text, 'base64');
    if (known.has(key)) return false;
    known.add(key);
    this.#size += 1;
    return true;
  }

  /** Forgets the traces that came first while there are too many texts. */
  trim(): void {
    for (const [traceNo, known] of this.#texts) {
      if (this.#size <= this.#capacity) return;
      this.#texts.delete(traceNo);
      this.#size -= known.size;
    }
  }

  /** After a rollback. */
  forget(): void {
    this.#texts.clear();
    this.#size = 0;
  }
}
