import type { PromptScope } from '../../shared/similarity.ts';
import type { Fingerprint } from './fingerprint.ts';
import { PromptRing, type Neighbour } from './prompt-ring.ts';
import { BLOCK_ROWS, type VectorBlocks } from './vector-blocks.ts';

/** All scopes together; some 600 bytes a prompt. */
export const MAX_RECENT = 102_400;

/**
 * The recent prompts of each scope (org and workspace), which are never compared with those of another. When there is no
 * room, the scope with the most prompts loses its oldest.
 */
export class RecentPrompts {
  readonly #vectors: VectorBlocks;
  readonly #maxBlocks: number;
  readonly #rings = new Map<string, PromptRing>();

  constructor(vectors: VectorBlocks, maxPrompts = MAX_RECENT) {
    this.#vectors = vectors;
    this.#maxBlocks = Math.max(1, Math.floor(maxPrompts / BLOCK_ROWS));
  }

  get size(): number {
    let size = 0;
    for (const ring of this.#rings.values()) size += ring.size;
    return size;
  }

  add(scope: PromptScope, prompt: Fingerprint, label: Uint8Array): void {
    const key = keyOf(scope);
    let ring = this.#rings.get(key);
    if (ring === undefined) {
      ring = new PromptRing(this.#vectors);
      this.#rings.set(key, ring);
    }
    if (ring.add(prompt, label)) this.#makeRoom();
  }

  nearest(
    scope: PromptScope,
    vector: Int8Array,
    count: number,
    isWanted: (label: Uint8Array) => boolean,
  ): Neighbour[] {
    return this.#rings.get(keyOf(scope))?.nearest(vector, count, isWanted) ?? [];
  }

  #makeRoom(): void {
    let blocks = 0;
    for (const ring of this.#rings.values()) blocks += ring.blocks;
    while (blocks > this.#maxBlocks) {
      const [key, largest] = [...this.#rings].reduce((most, each) =>
        each[1].blocks > most[1].blocks ? each : most,
      );
      largest.dropOldestBlock();
      if (largest.blocks === 0) this.#rings.delete(key);
      blocks -= 1;
    }
  }
}

/** A name may hold anything, so that it is not joined by a character. */
function keyOf({ org, workspace }: PromptScope): string {
  return JSON.stringify([org, workspace]);
}
