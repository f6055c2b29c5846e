import type { Database } from 'better-sqlite3';
import type { CostReport } from '../../../shared/costs.ts';
import type { Facets, Overview, TraceHistogram } from '../../../shared/deployment.ts';
import type { TraceFilter, TraceOutline, TracePage, TraceSummary } from '../../../shared/trace.ts';
import { readCosts, type CostQuestion } from './cost-report.ts';
import { readFacets } from './facets.ts';
import { traceHistogram } from './histogram.ts';
import { listTraces, tracesChangedSince } from './list-traces.ts';
import { readOutline } from './outline.ts';
import { readOverview } from './overview.ts';
import { readSpan, readTrace, type ReadSpan } from './read-trace.ts';
import { storeSize, type StoreSize } from './store-size.ts';
import type { TimeRange } from './time-range.ts';

/** All that is asked of telemetry.db, on one connection. */
export class TraceReader {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @throws SignalboxError CURSOR_INVALID */
  list(input: { filter: TraceFilter; limit: number; cursor: string | null }): TracePage {
    return listTraces(this.#db, input);
  }

  changedSince(input: { filter: TraceFilter; sequence: number; limit: number }): {
    traces: TraceSummary[];
    sequence: number;
  } {
    return tracesChangedSince(this.#db, input);
  }

  trace(traceId: string): ReadSpan[] | null {
    return readTrace(this.#db, traceId);
  }

  span(traceId: string, spanId: string): ReadSpan | null {
    return readSpan(this.#db, traceId, spanId);
  }

  outline(traceId: string): TraceOutline | null {
    return readOutline(this.#db, traceId);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  histogram(input: TimeRange & { filter: TraceFilter; buckets: number }): TraceHistogram {
    return traceHistogram(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  facets(input: TimeRange): Facets {
    return readFacets(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  overview(input: TimeRange & { buckets: number }): Overview {
    return readOverview(this.#db, input);
  }

  /** @throws SignalboxError BODY_INVALID when the range is empty */
  costs(input: CostQuestion): CostReport {
    return readCosts(this.#db, input);
  }

  size(): StoreSize {
    return storeSize(this.#db);
  }

  close(): void {
    this.#db.close();
  }
}
