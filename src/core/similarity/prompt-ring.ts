import type { Fingerprint } from './fingerprint.ts';
import { inverseLength } from './embed-text.ts';
import { MAX_MARKS } from './mark-text.ts';
import { BLOCK_ROWS, type VectorBlocks } from './vector-blocks.ts';

/** A prompt found: how alike, and which. */
export interface Neighbour {
  /** Cosine, from -1 to 1. */
  readonly score: number;
  /** As it was given to `add`. */
  readonly label: Uint8Array;
  readonly marks: Uint32Array;
}

/** Bytes that say which prompt it is: a trace id and a span id, or the id of an entry. */
export const LABEL_BYTES = 24;

/** What of 256 prompts stands beside their vectors. */
interface Block {
  readonly page: number;
  count: number;
  readonly labels: Uint8Array;
  readonly keys: Float64Array;
  readonly inverses: Float32Array;
  readonly marks: Uint32Array;
  readonly markCounts: Uint8Array;
}

/**
 * Prompts in the order in which they came; the oldest 256 go at once when there is no room. A prompt that is there
 * already is not added again. The search looks at all of them: it is exact.
 */
export class PromptRing {
  readonly #vectors: VectorBlocks;
  readonly #blocks: Block[] = [];
  readonly #keys = new Set<number>();

  constructor(vectors: VectorBlocks) {
    this.#vectors = vectors;
  }

  get size(): number {
    return this.#keys.size;
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** False: it is there already. */
  add(prompt: Fingerprint, label: Uint8Array): boolean {
    if (this.#keys.has(prompt.key)) return false;
    let block = this.#blocks.at(-1);
    if (block === undefined || block.count === BLOCK_ROWS) {
      block = newBlock(this.#vectors.take());
      this.#blocks.push(block);
    }
    const row = block.count++;
    this.#vectors.set(block.page, row, prompt.vector);
    block.labels.set(label, row * LABEL_BYTES);
    block.keys[row] = prompt.key;
    block.inverses[row] = inverseLength(prompt.vector);
    block.marks.set(prompt.marks, row * MAX_MARKS);
    block.markCounts[row] = prompt.marks.length;
    this.#keys.add(prompt.key);
    return true;
  }

  dropOldestBlock(): void {
    const block = this.#blocks.shift();
    if (block === undefined) return;
    for (const key of block.keys.subarray(0, block.count)) this.#keys.delete(key);
    this.#vectors.giveBack(block.page);
  }

  clear(): void {
    while (this.#blocks.length > 0) this.dropOldestBlock();
  }

  /** The `count` nearest for which `isWanted` holds, nearest first; of equally near ones the newest first. */
  nearest(
    vector: Int8Array,
    count: number,
    isWanted: (label: Uint8Array) => boolean = () => true,
  ): Neighbour[] {
    const inverse = inverseLength(vector);
    if (inverse === 0) return [];
    const best: { score: number; block: Block; row: number }[] = [];
    this.#vectors.ask(vector);
    for (const block of this.#blocks.toReversed()) {
      const sums = this.#vectors.sums(block.page, block.count);
      for (let row = block.count - 1; row >= 0; row -= 1) {
        const score = (sums[row] ?? 0) * (block.inverses[row] ?? 0) * inverse;
        const worst = best.at(-1);
        if (best.length === count && worst !== undefined && score <= worst.score) continue;
        if (!isWanted(labelOf(block, row))) continue;
        const at = best.findIndex((other) => other.score < score);
        best.splice(at < 0 ? best.length : at, 0, { score, block, row });
        best.length = Math.min(best.length, count);
      }
    }
    return best.map(({ score, block, row }) => ({
      score: Math.min(1, score),
      label: labelOf(block, row),
      marks: block.marks.slice(row * MAX_MARKS, row * MAX_MARKS + (block.markCounts[row] ?? 0)),
    }));
  }
}

function labelOf({ labels }: Block, row: number): Uint8Array {
  return labels.subarray(row * LABEL_BYTES, (row + 1) * LABEL_BYTES);
}

function newBlock(page: number): Block {
  return {
    page,
    count: 0,
    labels: new Uint8Array(BLOCK_ROWS * LABEL_BYTES),
    keys: new Float64Array(BLOCK_ROWS),
    inverses: new Float32Array(BLOCK_ROWS),
    marks: new Uint32Array(BLOCK_ROWS * MAX_MARKS),
    markCounts: new Uint8Array(BLOCK_ROWS),
  };
}
