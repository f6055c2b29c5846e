import { CallNesting } from './call-nesting.ts';
import type { SpanTable } from './span-table.ts';

/** Spans of the traces that are kept in memory together, some 30 MB. */
const MAX_CACHED_SPANS = 200_000;

/**
 * The nesting of the traces that are being written, read back from the database when it is asked for again. A trace
 * costs memory and, when it is read back, time in proportion to its spans; what that can be is bounded by the caller,
 * which asks for no trace larger than MAX_NESTED_SPANS.
 */
export class NestingCache {
  readonly #nestings = new Map<number, CallNesting>();
  readonly #spans: SpanTable;

  constructor(spans: SpanTable) {
    this.#spans = spans;
  }

  /** The nesting as of before this batch; `storedNow` are ids that the batch itself has stored. */
  get(traceNo: number, storedNow: ReadonlySet<string>): CallNesting {
    const cached = this.#nestings.get(traceNo);
    if (cached !== undefined) return cached;
    const nesting = new CallNesting();
    for (const { span, counted } of this.#spans.structure(traceNo)) {
      if (!storedNow.has(span.spanId)) nesting.add(span, counted);
    }
    this.#nestings.set(traceNo, nesting);
    return nesting;
  }

  forget(traceNo?: number): void {
    if (traceNo === undefined) this.#nestings.clear();
    else this.#nestings.delete(traceNo);
  }

  /** Drops the oldest beyond the bound; called between batches. */
  trim(): void {
    let spans = 0;
    for (const nesting of this.#nestings.values()) spans += nesting.size;
    for (const [traceNo, nesting] of this.#nestings) {
      if (spans <= MAX_CACHED_SPANS) return;
      spans -= nesting.size;
      this.#nestings.delete(traceNo);
    }
  }
}

/** In larger traces calls are counted as if they were not nested: telling costs memory in proportion to the trace. */
export const MAX_NESTED_SPANS = 100_000;
