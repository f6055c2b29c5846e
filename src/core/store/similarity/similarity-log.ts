import type { Database, Statement } from 'better-sqlite3';
import { COST_LOG_KEYS } from '../cost-log.ts';
import type { Attributes, StoredSpan } from '../span-record.ts';

const ROWS_PER_STEP = 200;

/** The writer's access to `prompt_similarity_logs`. Must run in the transaction that stores the spans. */
export class SimilarityLog {
  readonly #insert: Statement<unknown[]>;
  readonly #deletion: Statement<[number]>;

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO prompt_similarity_logs (trace_no, trace_id, span_id, at_ns, org, workspace, recent, bad, good,
         nearest_trace_id, nearest_entry_id, contrast, outcome, reason, micros, fingerprint)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#deletion = db.prepare(
      `DELETE FROM prompt_similarity_logs
       WHERE log_no IN (SELECT log_no FROM prompt_similarity_logs WHERE trace_no = ? LIMIT ${ROWS_PER_STEP})`,
    );
  }

  /** Takes the span of an exchange that was stored just now; one that was not compared leaves no row. */
  add({ span, verdicts }: StoredSpan, traceNo: number): void {
    const similarity = verdicts?.similarity ?? null;
    if (similarity === null) return;
    this.#insert.run(
      traceNo,
      span.traceId,
      span.spanId,
      span.startUnixNano,
      textOf(span.attributes, COST_LOG_KEYS.org),
      textOf(span.attributes, COST_LOG_KEYS.workspace),
      similarity.recent,
      similarity.bad,
      similarity.good,
      similarity.nearestTraceId,
      similarity.nearestEntryId,
      similarity.contrast ? 1 : 0,
      similarity.outcome,
      similarity.reason,
      similarity.micros,
      similarity.fingerprint,
    );
  }

  /** Deletes some rows of a trace that was removed; false when it has none left. */
  step(traceNo: number): boolean {
    return this.#deletion.run(traceNo).changes > 0;
  }
}

function textOf(attributes: Attributes, key: string): string | null {
  const value = attributes[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
