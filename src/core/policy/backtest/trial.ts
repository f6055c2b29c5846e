import type { Finding, TalliedRule } from './tally.ts';

/** Something that is tried on recorded exchanges, a page of them at a time. */
export interface Trial {
  /** Exchanges that there are. */
  readonly total: number;
  readonly rules: readonly TalliedRule[];
  /** What was found of the next ones, null for one that is none of them; empty at the end. */
  page(): (Finding | null)[];
}
