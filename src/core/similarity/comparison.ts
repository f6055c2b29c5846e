import type { CuratedList, PromptEntry, PromptScope } from '../../shared/similarity.ts';
import { findContrasts } from './find-contrasts.ts';
import { encodeFingerprint, fingerprintOf, type Fingerprint } from './fingerprint.ts';
import type { Measured, Nearest } from './judge.ts';
import { entryLabel, entryOfLabel, spanLabel, spanOfLabel } from './labels.ts';
import { PromptRing, type Neighbour } from './prompt-ring.ts';
import { RecentPrompts } from './recent-prompts.ts';
import { VectorBlocks } from './vector-blocks.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Contrast } from '../../shared/similarity.ts';

/** A prompt of a call, and where it will be recorded. */
export interface ComparedPrompt {
  readonly text: string;
  readonly scope: PromptScope;
  readonly traceId: string;
  readonly spanId: string;
}

export interface Compared extends Measured {
  /** Null: the prompt has no words. */
  readonly fingerprint: Uint8Array | null;
}

/** A recorded prompt, by how much it is like the one asked about. */
export interface Alike {
  readonly traceId: string;
  readonly spanId: string;
  readonly similarity: number;
  readonly contrasts: Contrast[];
}

/** The prompts that are held to compare with, and the comparison itself. Synchronous; runs in a thread. */
export class Comparison {
  readonly #vocabulary: Vocabulary;
  readonly #recent: RecentPrompts;
  readonly #curated: Record<CuratedList, { ring: PromptRing; ids: string[] }>;

  constructor(vocabulary: Vocabulary, maxPrompts?: number) {
    const vectors = new VectorBlocks();
    this.#vocabulary = vocabulary;
    this.#recent = new RecentPrompts(vectors, maxPrompts);
    this.#curated = {
      bad: { ring: new PromptRing(vectors), ids: [] },
      good: { ring: new PromptRing(vectors), ids: [] },
    };
  }

  /** How many recent prompts are held. */
  get held(): number {
    return this.#recent.size;
  }

  /** Puts these in the place of all entries there were. */
  setEntries(entries: readonly Pick<PromptEntry, 'id' | 'list' | 'text'>[]): void {
    for (const list of Object.values(this.#curated)) {
      list.ring.clear();
      list.ids = [];
    }
    for (const { id, list, text } of entries) {
      const { ring, ids } = this.#curated[list];
      ring.add(fingerprintOf(text, this.#vocabulary), entryLabel(ids.length));
      ids.push(id);
    }
  }

  /** Takes in a prompt of an earlier time. */
  remember(scope: PromptScope, prompt: Fingerprint, where: { traceId: string; spanId: string }): void {
    this.#recent.add(scope, prompt, spanLabel(where.traceId, where.spanId));
  }

  /** Compares a prompt with others, not with those of its own trace, and remembers it. */
  compare({ text, scope, traceId, spanId }: ComparedPrompt): Compared {
    const prompt = fingerprintOf(text, this.#vocabulary);
    if (prompt.vector.every((value) => value === 0)) {
      return { recent: null, bad: null, good: null, fingerprint: null };
    }
    const [recent] = this.#recent.nearest(scope, prompt.vector, 1, isOfAnotherTrace(traceId));
    const compared = {
      recent: recent === undefined ? null : nearestOf(recent, prompt, spanOfLabel(recent.label).traceId),
      bad: this.#nearestEntry('bad', prompt),
      good: this.#nearestEntry('good', prompt),
      fingerprint: encodeFingerprint(prompt),
    };
    this.remember(scope, prompt, { traceId, spanId });
    return compared;
  }

  /** The `count` recorded prompts of a scope that are most like a text. */
  like(text: string, scope: PromptScope, count: number, exceptTrace: string | null): Alike[] {
    const prompt = fingerprintOf(text, this.#vocabulary);
    const isWanted = exceptTrace === null ? () => true : isOfAnotherTrace(exceptTrace);
    return this.#recent.nearest(scope, prompt.vector, count, isWanted).map(({ score, label, marks }) => ({
      ...spanOfLabel(label),
      similarity: score,
      contrasts: findContrasts(prompt.marks, marks),
    }));
  }

  #nearestEntry(list: CuratedList, prompt: Fingerprint): Nearest | null {
    const { ring, ids } = this.#curated[list];
    const [nearest] = ring.nearest(prompt.vector, 1);
    return nearest === undefined ? null : nearestOf(nearest, prompt, ids[entryOfLabel(nearest.label)] ?? '');
  }
}

function nearestOf({ score, marks }: Neighbour, prompt: Fingerprint, id: string): Nearest {
  return { score, id, contrasts: findContrasts(prompt.marks, marks) };
}

function isOfAnotherTrace(traceId: string): (label: Uint8Array) => boolean {
  const own = spanLabel(traceId, '').subarray(0, 16);
  return (label) => own.some((byte, index) => byte !== label[index]);
}
