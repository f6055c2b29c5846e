import type { LoadSnapshot } from '../../../shared/load/index.ts';
import { count, millis, perSecond, share } from './text.ts';

const PHASES = { warm_up: 'warm-up', measuring: 'running', draining: 'ending' } as const;

/** One line that is written over itself: on a terminal only, and on standard error. */
export class ProgressLine {
  readonly #write: ((text: string) => void) | null;
  readonly #plannedMs: number;

  constructor(write: ((text: string) => void) | null, plannedMs: number) {
    this.#write = write;
    this.#plannedMs = plannedMs;
  }

  show(snapshot: LoadSnapshot): void {
    this.#write?.(`\r\x1b[2K${this.#text(snapshot)}`);
  }

  clear(): void {
    this.#write?.('\r\x1b[2K');
  }

  #text({ phase, atMs, askedRate, users, rate, latency, errorRate, inFlight, totals }: LoadSnapshot): string {
    const done = Math.min(100, Math.max(0, Math.round((atMs / this.#plannedMs) * 100)));
    const asked = askedRate === null ? `${users} users` : `of ${perSecond(askedRate)}`;
    const parts = [
      `  ${PHASES[phase]} ${String(done).padStart(3)}%`,
      `${perSecond(rate)} ${asked}`,
      latency === null ? 'no answers' : `p50 ${millis(latency.p50)} p95 ${millis(latency.p95)}`,
      `errors ${share(errorRate)}`,
      `in flight ${count(inFlight)}`,
      ...(totals.dropped > 0 ? [`dropped ${count(totals.dropped)}`] : []),
    ];
    return parts.join('   ');
  }
}
