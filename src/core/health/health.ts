import type {
  HealthAnalytics,
  HealthPage,
  HealthRange,
  HealthRecord,
  HealthReport,
  HealthTrends,
  HistoryQuestion,
} from '../../shared/health/index.ts';
import type { Log } from '../log.ts';
import type { HealthStore } from '../store/control/index.ts';
import { EngineCheck } from './check-engine.ts';
import { HealthHistory } from './health-history.ts';
import type { Probe } from './probe.ts';

export interface HealthParts {
  readonly probes: readonly Probe[];
  readonly store: HealthStore;
  readonly checkMs: number;
  /** Records that are kept. */
  readonly historyLimit: number;
  readonly log: Log;
  readonly now?: (() => number) | undefined;
}

/** Checks the engine at an interval, remembers what it found, and tells who listens. */
export class Health {
  readonly checkMs: number;
  readonly #check: EngineCheck;
  readonly #history: HealthHistory;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #checking: Promise<HealthReport> | null = null;
  #latest: HealthReport | null = null;

  constructor({ probes, store, checkMs, historyLimit, log, now }: HealthParts) {
    this.checkMs = checkMs;
    this.#check = new EngineCheck(probes, now);
    this.#history = new HealthHistory({ store, limit: historyLimit, checkMs, ...(now && { now }) });
    this.#log = log;
    this.#timer = setInterval(() => void this.check(), checkMs);
    this.#timer.unref();
  }

  /** The latest report; of the first check, when there is none yet. */
  current(): Promise<HealthReport> {
    return this.#latest === null ? this.check() : Promise.resolve(this.#latest);
  }

  /** Null before the first check has ended. */
  get latest(): HealthReport | null {
    return this.#latest;
  }

  /** Checks now; joins a check that is under way. Never rejects. */
  check(): Promise<HealthReport> {
    this.#checking ??= this.#run().finally(() => (this.#checking = null));
    return this.#checking;
  }

  /** Calls back after each check; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  get historyRhythm(): { limit: number; intervalMs: number } {
    return { limit: this.#history.limit, intervalMs: this.#history.intervalMs };
  }

  recordCount(): Promise<number> {
    return this.#history.count();
  }

  history(question: HistoryQuestion): Promise<HealthPage> {
    return this.#history.page(question);
  }

  record(id: number): Promise<HealthRecord | null> {
    return this.#history.record(id);
  }

  trends(range: HealthRange): Promise<HealthTrends> {
    return this.#history.trends(range);
  }

  async analytics(range: HealthRange): Promise<HealthAnalytics> {
    return this.#history.analytics(range, await this.current());
  }

  /** Forgets the history; answers how many records there were. */
  async clear(actor: string): Promise<number> {
    const removed = await this.#history.clear(actor);
    for (const listener of this.#listeners) listener();
    return removed;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking;
    await this.#history.end().catch((cause: unknown) => this.#warn(cause));
  }

  async #run(): Promise<HealthReport> {
    const report = await this.#check.run();
    this.#latest = report;
    await this.#history.offer(report).catch((cause: unknown) => this.#warn(cause));
    for (const listener of this.#listeners) listener();
    return report;
  }

  #warn(cause: unknown): void {
    this.#log.warn('A check of the health could not be kept.', { cause });
  }
}
