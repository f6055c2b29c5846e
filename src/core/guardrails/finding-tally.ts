import type { Finding } from '../../shared/guard/index.ts';
import type { Verdict } from './compiled-guard.ts';
import type { Match } from './text-matcher.ts';

interface Count {
  score: number;
  count: number;
  readonly place: string;
}

/** Counts findings by kind. Keeps kinds, numbers and places, nothing of the texts. */
export class FindingTally {
  readonly #kinds = new Map<string, Count>();
  #below = 0;

  add({ kind, score }: Pick<Match, 'kind' | 'score'>, place: string): void {
    const known = this.#kinds.get(kind);
    if (known === undefined) this.#kinds.set(kind, { score, count: 1, place });
    else {
      known.count++;
      known.score = Math.max(known.score, score);
    }
  }

  /** A score that was too low to be a finding: the threshold is held against it too, before it is moved. */
  addBelow(score: number): void {
    this.#below = Math.max(this.#below, score);
  }

  get isEmpty(): boolean {
    return this.#kinds.size === 0;
  }

  findings(): Finding[] {
    return [...this.#kinds].map(([kind, counted]) => ({ kind, ...counted }));
  }

  verdict(): Verdict {
    const findings = this.findings();
    return {
      score: findings.reduce((highest, { score }) => Math.max(highest, score), this.#below),
      findings,
      isHit: findings.length > 0,
      reason: describeFindings(findings),
    };
  }
}

/** `2 email in message 3 (user), 1 card in message 1 (user)`. */
export function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing found';
  return findings
    .map(({ kind, count, place }) => `${String(count)} ${kind} in ${place}${count > 1 ? ' first' : ''}`)
    .join(', ');
}
