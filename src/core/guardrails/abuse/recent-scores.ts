import { hash } from 'node:crypto';
import type { AbuseScores } from './judge-text.ts';

/**
 * Scores of the texts that were judged last, by the hash of their text: an agent sends its whole conversation again with
 * each call, and only the end of it is new.
 */
export class RecentScores {
  readonly #capacity: number;
  readonly #scores = new Map<string, AbuseScores>();

  /** Holds so many, some 200 bytes each. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** What `judge` says of the texts, which is asked of those alone that are not known. Rejects as it does. */
  async of(
    texts: readonly string[],
    judge: (unknown: readonly string[]) => Promise<AbuseScores[]>,
  ): Promise<AbuseScores[]> {
    const keys = texts.map((text) => hash('sha256', text, 'base64'));
    const known = keys.map((key) => this.#scores.get(key));
    const unknown = texts.filter((_text, index) => known[index] === undefined);
    const judged = unknown.length === 0 ? [] : await judge(unknown);
    let next = 0;
    return keys.flatMap((key, index) => {
      const scores = known[index] ?? judged[next++];
      if (scores === undefined) return [];
      this.#remember(key, scores);
      return [scores];
    });
  }

  /** The last one asked about is the last to go. */
  #remember(key: string, scores: AbuseScores): void {
    this.#scores.delete(key);
    this.#scores.set(key, scores);
    if (this.#scores.size <= this.#capacity) return;
    for (const oldest of this.#scores.keys()) {
      this.#scores.delete(oldest);
      return;
    }
  }
}
