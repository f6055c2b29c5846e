import { z } from 'zod';
import {
  HEALTH_COMPONENTS,
  RANGE_MS,
  type HealthAnalytics,
  type HealthPage,
  type HealthRange,
  type HealthRecord,
  type HealthReport,
  type HealthTrends,
  type HistoryQuestion,
} from '../../shared/health/index.ts';
import { healthRecordSchema } from '../../shared/health/index.ts';
import type { HealthStore } from '../store/control/index.ts';
import { analyticsOf, type RecordedReasons } from './analytics.ts';
import { recordOf, toRecord } from './health-record.ts';
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

const LAST_MOMENT_MS = 8.64e15;
const componentSchema = z.enum(HEALTH_COMPONENTS);
const reasonsSchema = healthRecordSchema.shape.components.element.shape.reasons;

/** The checks that are kept: each that changed a state, and one in an interval (`recordIntervalMs`). */
export class HealthHistory {
  readonly intervalMs: number;
  readonly limit: number;
  readonly #store: HealthStore;
  readonly #holdMs: number;
  readonly #now: () => number;
  #last: HealthReport | null = null;
  #lastWrittenMs = 0;

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

  async trends(range: HealthRange): Promise<HealthTrends> {
    const toMs = this.#now();
    return trendsOf(range, toMs, await this.#segments(range, toMs));
  }

  async analytics(range: HealthRange, now: HealthReport): Promise<HealthAnalytics> {
    const toMs = this.#now();
    const segments = await this.#segments(range, toMs);
    // The first segment may be of a record from before the range.
    const fromMs = toMs - RANGE_MS[range] - this.#holdMs;
    const reasons = (await this.#store.reasons({ fromMs, toMs })).map((row): RecordedReasons => ({
      record: row.record,
      component: z.parse(componentSchema, row.component),
      reasons: z.parse(reasonsSchema, row.reasons),
    }));
    return analyticsOf({ range, toMs, segments, reasons, now });
  }

  /** Answers how many there were. What is now is kept anew with the next check. */
  async clear(actor: string): Promise<number> {
    const removed = await this.#store.clear({ actor });
    this.#last = null;
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
    return true;
  }
}

function statesOf({ state, components }: HealthReport): string {
  return [state, ...components.map((each) => each.state)].join(' ');
}
