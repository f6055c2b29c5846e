import type { Database, Statement } from 'better-sqlite3';
import type { NestedSpan } from './call-nesting.ts';
import { isModelCall } from './model-call.ts';
import { sqliteInteger } from './sqlite-integer.ts';
import type { EventRecord, LinkRecord, StoredSpan } from './span-record.ts';
import type { CallFigures } from './trace-summary.ts';

/** An event as it stands in the column `events`: its time as a string, because JSON numbers are not exact enough. */
export type EventJson = Omit<EventRecord, 'timeUnixNano'> & { timeUnixNano: string };

const COLUMNS = [
  'trace_no',
  'span_id',
  'parent_span_id',
  'start_ns',
  'end_ns',
  'name',
  'kind',
  'status_code',
  'resource_no',
  'scope_no',
  'counted',
  'operation',
  'provider',
  'model',
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'reasoning_tokens',
  'cost_nanos',
  'overhead_micros',
  'session_id',
  'user_id',
  'flags',
  'dropped_attributes',
  'dropped_events',
  'dropped_links',
  'trace_state',
  'status_message',
  'cost',
  'attributes',
  'events',
  'links',
];

export interface SpanPlace {
  traceNo: number;
  resourceNo: number;
  scopeNo: number;
}

interface StructureRow {
  span_id: string;
  parent_span_id: string | null;
  counted: number | null;
  input_tokens: number | null;
  output_tokens: number | null;
}

interface CallRow {
  start_ns: bigint;
  end_ns: bigint;
  service: string;
  provider: string | null;
  model: string | null;
  status_code: bigint;
  input_tokens: bigint | null;
  output_tokens: bigint | null;
  cost_nanos: bigint | null;
}

/** The writer's access to `spans`. */
export class SpanTable {
  readonly #insert: Statement<unknown[]>;
  readonly #setCounted: Statement<[number, number, string]>;
  readonly #selectCall: Statement<[number, string], CallRow>;
  readonly #selectStructure: Statement<[number], StructureRow>;

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO spans (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
       ON CONFLICT (trace_no, span_id) DO NOTHING`,
    );
    this.#setCounted = db.prepare('UPDATE spans SET counted = ? WHERE trace_no = ? AND span_id = ?');
    this.#selectCall = db
      .prepare<[number, string], CallRow>(
        `SELECT start_ns, end_ns, service, provider, model, status_code, input_tokens, output_tokens, cost_nanos
         FROM spans JOIN resources USING (resource_no) WHERE trace_no = ? AND span_id = ?`,
      )
      .safeIntegers();
    this.#selectStructure = db.prepare<[number], StructureRow>(
      'SELECT span_id, parent_span_id, counted, input_tokens, output_tokens FROM spans WHERE trace_no = ?',
    );
  }

  /** False when a span with these ids is there already: the first stays as it is. */
  insert(stored: StoredSpan, place: SpanPlace): boolean {
    const { span, facts, cost } = stored;
    const { usage } = facts;
    const result = this.#insert.run(
      place.traceNo,
      span.spanId,
      span.parentSpanId,
      span.startUnixNano,
      span.endUnixNano,
      span.name,
      span.kind,
      span.statusCode,
      place.resourceNo,
      place.scopeNo,
      isModelCall(facts.operation) ? 1 : null,
      facts.operation,
      facts.provider,
      facts.model,
      usage.input,
      usage.output,
      usage.cacheRead,
      usage.cacheWrite,
      usage.reasoning,
      cost === null ? null : sqliteInteger(BigInt(cost.total)),
      facts.overheadMicros,
      facts.sessionId,
      facts.userId,
      span.flags,
      span.droppedAttributes,
      span.droppedEvents,
      span.droppedLinks,
      span.traceState,
      span.statusMessage,
      cost === null ? null : JSON.stringify(cost),
      JSON.stringify(span.attributes),
      span.events.length === 0 ? null : eventsToJson(span.events),
      span.links.length === 0 ? null : JSON.stringify(span.links satisfies LinkRecord[]),
    );
    return result.changes === 1;
  }

  setCounted(traceNo: number, spanId: string, counted: boolean): void {
    this.#setCounted.run(counted ? 1 : 0, traceNo, spanId);
  }

  /** What a stored model call adds when it counts. */
  callFigures(traceNo: number, spanId: string): CallFigures {
    const row = this.#selectCall.get(traceNo, spanId);
    if (row === undefined) throw new Error(`The span ${spanId} of trace number ${traceNo} is gone.`);
    return {
      start: row.start_ns,
      end: row.end_ns,
      service: row.service,
      provider: row.provider,
      model: row.model,
      isError: row.status_code === 2n,
      inputTokens: row.input_tokens === null ? null : Number(row.input_tokens),
      outputTokens: row.output_tokens === null ? null : Number(row.output_tokens),
      costNanos: row.cost_nanos,
    };
  }

  /** The whole trace as far as nesting needs it, without its spans' texts. */
  *structure(traceNo: number): Generator<{ span: NestedSpan; counted: boolean }> {
    for (const row of this.#selectStructure.iterate(traceNo)) {
      const span = {
        spanId: row.span_id,
        parentSpanId: row.parent_span_id,
        isCall: row.counted !== null,
        hasUsage: row.input_tokens !== null || row.output_tokens !== null,
      };
      yield { span, counted: row.counted === 1 };
    }
  }
}

function eventsToJson(events: readonly EventRecord[]): string {
  return JSON.stringify(
    events.map((event): EventJson => ({ ...event, timeUnixNano: event.timeUnixNano.toString() })),
  );
}
