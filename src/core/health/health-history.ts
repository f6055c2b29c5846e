import {
  RANGE_MS,
  type HealthAnalytics,
  type HealthPage,
  type HealthRange,
  type HealthRecord,
  type HealthReport,
  type HealthTrends,
  type HistoryQuestion,
} from '../../shared/health/index.ts';
import type { HealthStore } from '../store/control/index.ts';
import { analyticsOf } from './analytics.ts';
import { recordOf, toRecord } from './health-record.ts';
import { RecentAnswers } from './recent-answers.ts';
import { recordIntervalMs } from './record-rhythm.ts';
import { timeline, type Segment } from './timeline.ts';
import { trendsOf } from './trends.ts';

export interface HistoryOptions {
  readonly store: HealthStore;
  /** Records that are kept. */
  readonly limit: number;
  readonly checkMs: number;
  readonly now?: () => number;
}

const LONGEST_SLOT_MS = 60_000;
const SLOTS_OF_RANGE = 2_000;
const LAST_MOMENT_MS = 8.64e15;

/** The checks that are kept: each that changed a state, and one in an interval (`recordIntervalMs`). */
export class HealthHistory {
  readonly intervalMs: number;
  readonly limit: number;
  readonly #store: HealthStore;
  readonly #holdMs: number;
  readonly #now: () => number;
  #last: HealthReport | null = null;
  #lastWrittenMs = 0;
  /** Of the history. */
  #changes = 0;
  // Months of records take the main thread some ten milliseconds, and several pages may ask again and again.
  readonly #trends = new RecentAnswers<HealthRange, HealthTrends>();
  readonly #analytics = new RecentAnswers<HealthRange, HealthAnalytics>();

  constructor({ store, limit, checkMs, now = Date.now }: HistoryOptions) {
    this.#store = store;
    this.#now = now;
    this.limit = limit;
    this.intervalMs = recordIntervalMs(limit, checkMs);
    // The next record is due after an interval; a check later it is late.
    this.#holdMs = this.intervalMs + 2 * checkMs;
  }

  /** Keeps the check if it is one to be kept; answers whether it did. */
  async offer(report: HealthReport): Promise<boolean> {
    const before = this.#last;
    this.#last = report;
    if (before === null) return this.#write(report, 'start');
    if (statesOf(before) !== statesOf(report)) return this.#write(report, 'change');
    const isDue = Date.parse(report.at) - this.#lastWrittenMs >= this.intervalMs;
    return isDue ? this.#write(report, 'interval') : false;
  }

  /** Says that nobody looks from now on. */
  async end(): Promise<void> {
    if (this.#last === null) return;
    await this.#write({ ...this.#last, at: new Date(this.#now()).toISOString() }, 'stop');
  }

  async page({ from, to, limit, offset }: HistoryQuestion): Promise<HealthPage> {
    const fromMs = from === null ? 0 : Date.parse(from);
    const toMs = to === null ? LAST_MOMENT_MS : Date.parse(to);
    const { rows, total } = await this.#store.records({ fromMs, toMs, limit, offset });
    return { records: rows.map(toRecord), total };
  }

  async record(id: number): Promise<HealthRecord | null> {
    const row = await this.#store.record(id);
    return row === null ? null : toRecord(row);
  }

  count(): Promise<number> {
    return this.#store.count();
  }

  trends(range: HealthRange): Promise<HealthTrends> {
    return this.#trends.get(range, this.#keyOf(range), async () => {
      const toMs = this.#now();
      return trendsOf(range, toMs, await this.#segments(range, toMs));
    });
  }

  analytics(range: HealthRange, now: HealthReport): Promise<HealthAnalytics> {
    const key = [
      this.#keyOf(range),
      ...now.components.flatMap(({ reasons }) => reasons.map(({ fact }) => fact)),
    ];
    return this.#analytics.get(range, key.join(' '), () => this.#analyse(range, now));
  }

  /** Changes with each record, and with the time as finely as the range wants it. */
  #keyOf(range: HealthRange): string {
    const slotMs = Math.min(LONGEST_SLOT_MS, RANGE_MS[range] / SLOTS_OF_RANGE);
    return `${this.#changes} ${Math.floor(this.#now() / slotMs)}`;
  }

  async #analyse(range: HealthRange, now: HealthReport): Promise<HealthAnalytics> {
    const toMs = this.#now();
    const segments = await this.#segments(range, toMs);
    // The first segment may be of a record from before the range.
    const fromMs = toMs - RANGE_MS[range] - this.#holdMs;
    const reasons = await this.#store.reasons({ fromMs, toMs });
    return analyticsOf({ range, toMs, segments, reasons, now });
  }

  /** Answers how many there were. What is now is kept anew with the next check. */
  async clear(actor: string): Promise<number> {
    const removed = await this.#store.clear({ actor });
    this.#last = null;
    this.#changes += 1;
    return removed;
  }

  async #segments(range: HealthRange, toMs: number): Promise<Segment[]> {
    const fromMs = toMs - RANGE_MS[range];
    const outlines = await this.#store.outlines({ fromMs, toMs });
    return timeline(outlines, { fromMs, toMs, holdMs: this.#holdMs });
  }

  async #write(report: HealthReport, kind: HealthRecord['kind']): Promise<boolean> {
    this.#lastWrittenMs = Date.parse(report.at);
    await this.#store.addRecord(recordOf(report, kind), this.limit);
    this.#changes += 1;
    return true;
  }
}

function statesOf({ state, components }: HealthReport): string {
  return [state, ...components.map((each) => each.state)].join(' ');
}
