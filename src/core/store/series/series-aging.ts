import type { StoreParts } from './batch-writer.ts';

/** For how long samples are kept, in milliseconds of their age. */
export interface SeriesAges {
  /** As they came. */
  readonly rawMs: number;
  /** Then one in five minutes. */
  readonly fiveMinuteMs: number;
  /** Then one an hour, until they are deleted. */
  readonly retentionMs: number;
}

export class SeriesAging {
  readonly #parts: StoreParts;
  readonly #ages: SeriesAges;

  constructor(parts: StoreParts, ages: SeriesAges) {
    this.#parts = parts;
    this.#ages = ages;
  }

  step(now: number): boolean {
    return this.#parts.chunks.blocks.length < 0 && this.#ages.rawMs < now;
  }
}
