import type { LimitUse } from '../../shared/limits.ts';
import { remaining } from './gcra.ts';
import type { RateRule } from './limit-rules.ts';

const MAX_SUBJECTS = 1_000;

/**
 * How much of each limit is in use, as this engine last saw it: for people to look at, whoever decides. Where several
 * engines share a Redis, what others used since shows with the next call here.
 */
export class RateUse {
  /** When each bucket is full again, in milliseconds of the monotonic clock; least recently seen first. */
  readonly #fullAt = new Map<string, Map<string, number>>();
  readonly #refused = new Map<string, number>();

  see(name: string, subject: string, aheadMicros: number): void {
    const subjects = this.#subjects(name);
    subjects.delete(subject);
    subjects.set(subject, performance.now() + aheadMicros / 1_000);
    if (subjects.size <= MAX_SUBJECTS) return;
    const [oldest] = subjects.keys();
    if (oldest !== undefined) subjects.delete(oldest);
  }

  move(name: string, subject: string, deltaMicros: number): void {
    const subjects = this.#subjects(name);
    const fullAt = subjects.get(subject);
    if (fullAt !== undefined) subjects.set(subject, fullAt + deltaMicros / 1_000);
  }

  refuse(limitId: string): void {
    this.#refused.set(limitId, this.refused(limitId) + 1);
  }

  refused(limitId: string): number {
    return this.#refused.get(limitId) ?? 0;
  }

  /** The most used first. */
  of({ name, rate }: RateRule, most: number): LimitUse[] {
    const now = performance.now();
    return [...this.#subjects(name)]
      .map(([subject, fullAt]) => ({ subject, aheadMs: Math.max(0, fullAt - now) }))
      .sort((a, b) => b.aheadMs - a.aheadMs)
      .slice(0, most)
      .map(({ subject, aheadMs }) => ({
        subject,
        used: rate.burst - remaining(rate, aheadMs * 1_000),
        capacity: rate.burst,
        resetsInMs: Math.ceil(aheadMs),
      }));
  }

  keepOnly(names: ReadonlySet<string>, limitIds: ReadonlySet<string>): void {
    for (const name of this.#fullAt.keys()) if (!names.has(name)) this.#fullAt.delete(name);
    for (const id of this.#refused.keys()) if (!limitIds.has(id)) this.#refused.delete(id);
  }

  #subjects(name: string): Map<string, number> {
    let subjects = this.#fullAt.get(name);
    if (subjects === undefined) this.#fullAt.set(name, (subjects = new Map<string, number>()));
    return subjects;
  }
}
