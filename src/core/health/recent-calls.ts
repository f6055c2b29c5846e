import type { RecentCallFigures } from './health-sources.ts';

const WINDOW_MINUTES = 5;
const MINUTE_MS = 60_000;
/** Bucket `i` of a sketch ends at 1.05^i ms: its relative error is at most 5 %. */
const GROWTH = Math.log(1.05);
const BUCKETS = 320;

interface Minute {
  readonly minute: number;
  calls: number;
  whole: number;
  readonly durations: Uint32Array;
  readonly overheads: Uint32Array;
}

/** How a call through the gateway ended. */
export interface EndedCall {
  readonly status: 'ok' | 'failed' | 'cut' | 'cancelled' | 'refused';
  readonly durationMs: number;
  readonly overheadMs: number;
}

/** Calls of the last five minutes, by the minute. Those that were refused or cancelled say nothing of the service. */
export class RecentCalls {
  readonly #minutes: Minute[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add({ status, durationMs, overheadMs }: EndedCall): void {
    if (status === 'cancelled' || status === 'refused') return;
    const minute = this.#current();
    minute.calls += 1;
    if (status === 'ok') minute.whole += 1;
    count(minute.durations, durationMs);
    count(minute.overheads, overheadMs);
  }

  figures(): RecentCallFigures {
    const since = Math.floor(this.#now() / MINUTE_MS) - WINDOW_MINUTES;
    const recent = this.#minutes.filter(({ minute }) => minute > since);
    const calls = recent.reduce((sum, each) => sum + each.calls, 0);
    return {
      calls,
      whole: recent.reduce((sum, each) => sum + each.whole, 0),
      durationP95Ms: p95(
        recent.map(({ durations }) => durations),
        calls,
      ),
      overheadP95Ms: p95(
        recent.map(({ overheads }) => overheads),
        calls,
      ),
    };
  }

  #current(): Minute {
    const minute = Math.floor(this.#now() / MINUTE_MS);
    const last = this.#minutes.at(-1);
    if (last?.minute === minute) return last;
    const added = {
      minute,
      calls: 0,
      whole: 0,
      durations: new Uint32Array(BUCKETS),
      overheads: new Uint32Array(BUCKETS),
    };
    this.#minutes.push(added);
    if (this.#minutes.length > WINDOW_MINUTES) this.#minutes.shift();
    return added;
  }
}

function count(buckets: Uint32Array, ms: number): void {
  const bucket = ms <= 1 ? 0 : Math.min(BUCKETS - 1, Math.ceil(Math.log(ms) / GROWTH));
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
}

function p95(sketches: readonly Uint32Array[], calls: number): number | null {
  if (calls === 0) return null;
  let left = Math.ceil(calls * 0.95);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    left -= sketches.reduce((sum, sketch) => sum + (sketch[bucket] ?? 0), 0);
    if (left <= 0) return Math.exp(bucket * GROWTH);
  }
  return Math.exp((BUCKETS - 1) * GROWTH);
}
