import type { Database } from 'better-sqlite3';
import type { Operation } from '../../../shared/trace.ts';
import { NO_USAGE, type CostBreakdown } from '../../../shared/usage.ts';
import { BodyReader } from '../bodies/index.ts';
import type { LinkRecord, ResourceRecord, ScopeRecord, StoredSpan } from '../span-record.ts';

/** A span as it was stored, with the service that its resource names. */
export interface ReadSpan extends StoredSpan {
  service: string;
}

export interface SpanRow {
  span_id: string;
  parent_span_id: string | null;
  start_ns: string;
  end_ns: string;
  name: string;
  kind: number;
  status_code: number;
  resource_no: number;
  scope_no: number;
  operation: Operation | null;
  provider: string | null;
  model: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  reasoning_tokens: number | null;
  overhead_micros: number | null;
  session_id: string | null;
  user_id: string | null;
  flags: number;
  dropped_attributes: number;
  dropped_events: number;
  dropped_links: number;
  trace_state: string;
  status_message: string;
  cost: string | null;
  attributes: string;
  events: string | null;
  links: string | null;
}

/** What `toReadSpan` reads of `spans s`. */
export const SPAN_COLUMNS = `
  s.span_id, s.parent_span_id, CAST(s.start_ns AS TEXT) AS start_ns, CAST(s.end_ns AS TEXT) AS end_ns, s.name,
  s.kind, s.status_code, s.resource_no, s.scope_no, s.operation, s.provider, s.model, s.input_tokens,
  s.output_tokens, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens, s.overhead_micros, s.session_id,
  s.user_id, s.flags, s.dropped_attributes, s.dropped_events, s.dropped_links, s.trace_state, s.status_message,
  s.cost, s.attributes, s.events, s.links`;

const FROM = 'FROM traces t JOIN spans s ON s.trace_no = t.trace_no WHERE t.trace_id = ?';

/** All spans of a trace in the order of their start; null when there is no such trace. */
export function readTrace(db: Database, traceId: string): ReadSpan[] | null {
  const read = db.transaction(() => {
    const rows = db
      .prepare<[string], SpanRow>(`SELECT ${SPAN_COLUMNS} ${FROM} ORDER BY s.start_ns, s.span_no`)
      .all(traceId);
    const origins = new Origins(db);
    return rows.map((row) => toReadSpan(traceId, row, origins));
  });
  const spans = read();
  return spans.length === 0 ? null : spans;
}

export function readSpan(db: Database, traceId: string, spanId: string): ReadSpan | null {
  const read = db.transaction(() => {
    const row = db
      .prepare<[string, string], SpanRow>(`SELECT ${SPAN_COLUMNS} ${FROM} AND s.span_id = ?`)
      .get(traceId, spanId);
    return row === undefined ? null : toReadSpan(traceId, row, new Origins(db));
  });
  return read();
}

/** What the spans of a read refer to: resources and scopes, each parsed once and shared by identity, and bodies. */
export class Origins {
  readonly #resources = new Map<number, { service: string; resource: ResourceRecord }>();
  readonly #scopes = new Map<number, ScopeRecord>();
  readonly bodies: BodyReader;
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    this.bodies = new BodyReader(db);
  }

  resource(resourceNo: number): { service: string; resource: ResourceRecord } {
    const known = this.#resources.get(resourceNo);
    if (known !== undefined) return known;
    const row = this.#db
      .prepare<[number], { service: string; body: string }>(
        'SELECT service, body FROM resources WHERE resource_no = ?',
      )
      .get(resourceNo);
    if (row === undefined) throw new Error(`The resource ${resourceNo} is missing.`);
    const found = { service: row.service, resource: JSON.parse(row.body) as ResourceRecord };
    this.#resources.set(resourceNo, found);
    return found;
  }

  scope(scopeNo: number): ScopeRecord {
    const known = this.#scopes.get(scopeNo);
    if (known !== undefined) return known;
    const body = this.#db
      .prepare<[number], string>('SELECT body FROM scopes WHERE scope_no = ?')
      .pluck()
      .get(scopeNo);
    if (body === undefined) throw new Error(`The scope ${scopeNo} is missing.`);
    const scope = JSON.parse(body) as ScopeRecord;
    this.#scopes.set(scopeNo, scope);
    return scope;
  }
}

export function toReadSpan(traceId: string, row: SpanRow, origins: Origins): ReadSpan {
  const { service, resource } = origins.resource(row.resource_no);
  return {
    service,
    span: {
      traceId,
      spanId: row.span_id,
      parentSpanId: row.parent_span_id,
      traceState: row.trace_state,
      flags: row.flags,
      name: row.name,
      kind: row.kind,
      startUnixNano: BigInt(row.start_ns),
      endUnixNano: BigInt(row.end_ns),
      attributes: origins.bodies.attributes(row.attributes),
      droppedAttributes: row.dropped_attributes,
      events: readEvents(row.events, origins.bodies),
      droppedEvents: row.dropped_events,
      links: row.links === null ? [] : (JSON.parse(row.links) as LinkRecord[]),
      droppedLinks: row.dropped_links,
      statusCode: row.status_code,
      statusMessage: row.status_message,
      resource,
      scope: origins.scope(row.scope_no),
    },
    facts: {
      operation: row.operation,
      provider: row.provider,
      model: row.model,
      usage: {
        ...NO_USAGE,
        input: row.input_tokens,
        output: row.output_tokens,
        cacheRead: row.cache_read_tokens,
        cacheWrite: row.cache_write_tokens,
        reasoning: row.reasoning_tokens,
      },
      sessionId: row.session_id,
      userId: row.user_id,
      overheadMicros: row.overhead_micros,
    },
    cost: row.cost === null ? null : (JSON.parse(row.cost) as CostBreakdown),
  };
}

function readEvents(events: string | null, bodies: BodyReader): StoredSpan['span']['events'] {
  if (events === null) return [];
  return bodies.events(events).map((event) => ({
    ...event,
    timeUnixNano: BigInt(event.timeUnixNano),
  }));
}
