const WINDOW_MINUTES = 5;
const MINUTE_MS = 60_000;
/** Callers may name any model of a provider. */
const MAX_TARGETS = 1_000;

interface Minute {
  minute: number;
  calls: number;
  failures: number;
}

export interface RecentFailures {
  readonly failures: number;
  /** Of the calls, from 0 to 1; 0 when there were none. */
  readonly rate: number;
}

/** How calls to each target ended in the last five minutes, by the minute. */
export class RecentOutcomes {
  readonly #targets = new Map<string, Minute[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(target: string, isFailure: boolean): void {
    const minute = Math.floor(this.#now() / MINUTE_MS);
    const minutes = this.#minutes(target);
    let last = minutes.at(-1);
    if (last?.minute !== minute) {
      last = { minute, calls: 0, failures: 0 };
      minutes.push(last);
      if (minutes.length > WINDOW_MINUTES) minutes.shift();
    }
    last.calls++;
    if (isFailure) last.failures++;
  }

  of(target: string): RecentFailures {
    const { calls, failures } = this.#sums(this.#targets.get(target) ?? []);
    return { failures, rate: calls === 0 ? 0 : failures / calls };
  }

  /** Of every target that was called in the window. */
  all(): { target: string; calls: number; failures: number }[] {
    return [...this.#targets]
      .map(([target, minutes]) => ({ target, ...this.#sums(minutes) }))
      .filter(({ calls }) => calls > 0);
  }

  #sums(minutes: readonly Minute[]): { calls: number; failures: number } {
    const since = Math.floor(this.#now() / MINUTE_MS) - WINDOW_MINUTES;
    const recent = minutes.filter(({ minute }) => minute > since);
    return {
      calls: recent.reduce((sum, minute) => sum + minute.calls, 0),
      failures: recent.reduce((sum, minute) => sum + minute.failures, 0),
    };
  }

  #minutes(target: string): Minute[] {
    const known = this.#targets.get(target);
    if (known !== undefined) return known;
    const [oldest] = this.#targets.keys();
    if (this.#targets.size >= MAX_TARGETS && oldest !== undefined) this.#targets.delete(oldest);
    const minutes: Minute[] = [];
    this.#targets.set(target, minutes);
    return minutes;
  }
}
