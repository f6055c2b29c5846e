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
    let least = -Infinity;
    this.#vectors.ask(vector);
    for (const block of this.#blocks.toReversed()) {
      const sums = this.#vectors.sums(block.page, block.count);
      const next = (before: number): number => lastFrom(least / inverse, sums, block, before);
      for (let row = next(block.count); row >= 0; row = next(row)) {
        const score = (sums[row] ?? 0) * (block.inverses[row] ?? 0) * inverse;
        if (score <= least || !isWanted(labelOf(block, row))) continue;
        const at = best.findIndex((other) => other.score < score);
        best.splice(at < 0 ? best.length : at, 0, { score, block, row });
        best.length = Math.min(best.length, count);
        if (best.length === count) least = best.at(-1)?.score ?? least;
      }
    }
    return best.map(({ score, block, row }) => ({
      score: Math.min(1, score),
      label: labelOf(block, row),
      marks: block.marks.slice(row * MAX_MARKS, row * MAX_MARKS + (block.markCounts[row] ?? 0)),
    }));
  }
}

/**
 * The last row before `before` from `least` on, or below it by no more than rounding; -1: there is none. Nearly all rows
 * are passed over here, so that it is a loop of its own that does nothing else.
 */
function lastFrom(least: number, sums: Int32Array, { inverses }: Block, before: number): number {
  const bound = least - Math.abs(least) * 1e-9;
  let row = before - 1;
  while (row >= 0 && (sums[row] ?? 0) * (inverses[row] ?? 0) < bound) row -= 1;
  return row;
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
