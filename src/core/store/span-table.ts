import type { Database, Statement } from 'better-sqlite3';
import type { NestedSpan } from './call-nesting.ts';
import { hasLongText, type BodyTable, type StoredAttributes } from './bodies/index.ts';
import { NO_USAGE } from '../../shared/usage.ts';
import { isModelCall } from './model-call.ts';
import { sqliteInteger } from './sqlite-integer.ts';
import type { EventRecord, LinkRecord, SpanRecord, StoredSpan } from './span-record.ts';
import type { CallFigures } from './trace-summary.ts';

/** What every span has, or nearly. Binding a value costs as much as storing it, so the rest is bound only where it says something. */
const COMMON_COLUMNS = [
  'span_no',
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
  'session_id',
  'user_id',
  'flags',
  'attributes',
];

/** Null in the spans of which normalising found nothing: most are no model calls. */
const FACT_COLUMNS = [
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
  'cost',
];

/** At the defaults of the schema in most spans. */
const RARE_COLUMNS = [
  'dropped_attributes',
  'dropped_events',
  'dropped_links',
  'trace_state',
  'status_message',
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
  route: string | null;
  org: string | null;
  workspace: string | null;
  status: string | null;
  input_tokens: bigint | null;
  output_tokens: bigint | null;
  cost_nanos: bigint | null;
}

type StoredEvent = Omit<EventRecord, 'attributes'> & { attributes: StoredAttributes };

/** The writer's access to `spans`. */
export class SpanTable {
  readonly #bodies: BodyTable;
  #lastNumber = 0;
  readonly #insertPlain: Statement<unknown[]>;
  readonly #insertWithFacts: Statement<unknown[]>;
  readonly #insertWithRare: Statement<unknown[]>;
  readonly #insertWhole: Statement<unknown[]>;
  readonly #setCounted: Statement<[number, number, string]>;
  readonly #selectCall: Statement<[number, string], CallRow>;
  readonly #selectStructure: Statement<[number], StructureRow>;

  constructor(db: Database, bodies: BodyTable) {
    this.#bodies = bodies;
    this.#insertPlain = prepareInsert(db, COMMON_COLUMNS);
    this.#insertWithFacts = prepareInsert(db, [...COMMON_COLUMNS, ...FACT_COLUMNS]);
    this.#insertWithRare = prepareInsert(db, [...COMMON_COLUMNS, ...RARE_COLUMNS]);
    this.#insertWhole = prepareInsert(db, [...COMMON_COLUMNS, ...FACT_COLUMNS, ...RARE_COLUMNS]);
    this.#setCounted = db.prepare('UPDATE spans SET counted = ? WHERE trace_no = ? AND span_id = ?');
    this.#selectCall = db
      .prepare<[number, string], CallRow>(
        `SELECT s.start_ns, s.end_ns, r.service, s.provider, s.model, s.status_code, s.input_tokens,
           s.output_tokens, s.cost_nanos, l.route, l.org, l.workspace, l.status
         FROM spans s JOIN resources r USING (resource_no)
           LEFT JOIN model_cost_logs l ON l.trace_no = s.trace_no AND l.span_id = s.span_id
         WHERE s.trace_no = ? AND s.span_id = ?`,
      )
      .safeIntegers();
    this.#selectStructure = db.prepare<[number], StructureRow>(
      'SELECT span_id, parent_span_id, counted, input_tokens, output_tokens FROM spans WHERE trace_no = ?',
    );
  }

  /** The number of the span that was stored last. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** At the beginning of a transaction: spans stored in it are numbered after `last`. */
  numberFrom(last: number): void {
    this.#lastNumber = last;
  }

  /** False when a span with these ids is there already: the first stays as it is. */
  insert(stored: StoredSpan, place: SpanPlace): boolean {
    const { span } = stored;
    const hasBodies = concernsBodies(span);
    const attributes = hasBodies ? this.#bodies.keep(span.attributes) : span.attributes;
    const values = commonValues(stored, place, this.#lastNumber + 1, JSON.stringify(attributes));
    const hasFacts = saysAnything(stored);
    if (hasFacts) pushFacts(values, stored);
    const hasRare = hasRareValues(span);
    if (hasRare) pushRare(values, span, hasBodies ? this.#keepEvents(span.events) : span.events);
    const insert = hasFacts
      ? hasRare
        ? this.#insertWhole
        : this.#insertWithFacts
      : hasRare
        ? this.#insertWithRare
        : this.#insertPlain;
    // Spread: better-sqlite3 binds arguments faster than the elements of an array.
    if (insert.run(...values).changes === 0) {
      this.#bodies.cancel();
      return false;
    }
    this.#bodies.confirm(place.traceNo);
    this.#lastNumber += 1;
    return true;
  }

  setCounted(traceNo: number, spanId: string, counted: boolean): void {
    this.#setCounted.run(counted ? 1 : 0, traceNo, spanId);
  }

  #keepEvents(events: readonly EventRecord[]): StoredEvent[] {
    return events.map((event) => ({ ...event, attributes: this.#bodies.keep(event.attributes) }));
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
      route: row.route ?? '',
      org: row.org ?? '',
      workspace: row.workspace ?? '',
      status: row.status ?? (row.status_code === 2n ? 'error' : 'ok'),
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

function prepareInsert(db: Database, columns: readonly string[]): Statement<unknown[]> {
  return db.prepare(
    `INSERT INTO spans (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (trace_no, span_id) DO NOTHING`,
  );
}

function commonValues(
  { span, facts }: StoredSpan,
  { traceNo, resourceNo, scopeNo }: SpanPlace,
  spanNo: number,
  attributes: string,
): unknown[] {
  return [
    spanNo,
    traceNo,
    span.spanId,
    span.parentSpanId,
    span.startUnixNano,
    span.endUnixNano,
    span.name,
    span.kind,
    span.statusCode,
    resourceNo,
    scopeNo,
    facts.sessionId,
    facts.userId,
    span.flags,
    attributes,
  ];
}

/** Whether normalising found anything in the span. */
function saysAnything({ facts, cost }: StoredSpan): boolean {
  const { operation, provider, model, usage, overheadMicros } = facts;
  return (
    operation !== null ||
    provider !== null ||
    model !== null ||
    usage !== NO_USAGE ||
    overheadMicros !== null ||
    cost !== null
  );
}

function pushFacts(values: unknown[], { facts, cost }: StoredSpan): void {
  const { usage } = facts;
  values.push(
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
    cost === null ? null : JSON.stringify(cost),
  );
}

function hasRareValues(span: SpanRecord): boolean {
  return (
    span.droppedAttributes !== 0 ||
    span.droppedEvents !== 0 ||
    span.droppedLinks !== 0 ||
    span.traceState !== '' ||
    span.statusMessage !== '' ||
    span.events.length > 0 ||
    span.links.length > 0
  );
}

function pushRare(values: unknown[], span: SpanRecord, events: readonly StoredEvent[]): void {
  values.push(
    span.droppedAttributes,
    span.droppedEvents,
    span.droppedLinks,
    span.traceState,
    span.statusMessage,
    events.length === 0 ? null : eventsToJson(events),
    span.links.length === 0 ? null : JSON.stringify(span.links satisfies LinkRecord[]),
  );
}

function eventsToJson(events: readonly StoredEvent[]): string {
  return JSON.stringify(events.map((event) => ({ ...event, timeUnixNano: event.timeUnixNano.toString() })));
}

function concernsBodies({ attributes, events }: SpanRecord): boolean {
  return hasLongText(attributes) || events.some((event) => hasLongText(event.attributes));
}
