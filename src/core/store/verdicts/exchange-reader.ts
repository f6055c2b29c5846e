import type { Database, Statement } from 'better-sqlite3';
import type { CallStatus } from '../../../shared/costs.ts';
import type { GuardDirection, GuardName, GuardOutcome } from '../../../shared/guard/index.ts';
import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import { BodyReader, type StoredAttributes } from '../bodies/index.ts';
import { stillWanted } from '../query-limit.ts';
import type { Condition } from '../queries/condition.ts';
import { nanosOfMillis, rangeMillis, type TimeRange } from '../queries/time-range.ts';
import { conditionOf } from '../queries/trace-filter.ts';
import type { Attributes } from '../span-record.ts';
import type { Refuser } from './verdict-table.ts';

/** Exchanges that are read at once. */
const PAGE = 250;

/** An exchange as it was recorded. What it does not say is ''. */
export interface RecordedExchange {
  readonly traceId: string;
  readonly spanId: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly status: CallStatus;
  readonly org: string;
  readonly workspace: string;
  readonly user: string;
  readonly key: string;
  readonly service: string;
  readonly agent: string;
  readonly provider: string;
  readonly model: string;
  readonly usage: TokenUsage;
  readonly serviceTier: string | null;
  /** Nano-dollars; null: not known. */
  readonly costNanos: bigint | null;
  /** Which price that is, `provider/model` of the catalogue; null: none is known. */
  readonly price: string | null;
  /** What guards and policies came to; null: none was asked. `effects` is JSON. */
  readonly verdict: { blockedBy: Refuser | null; effects: string | null } | null;
  /** Attributes of its span, as many of those named as it has. */
  attributes(keys: readonly string[]): Attributes;
  /** What a guard came to; empty: it did not run. */
  runsOf(guard: GuardName): readonly { direction: GuardDirection; outcome: GuardOutcome }[];
}

export interface ExchangeSelection extends TimeRange {
  /** In the filter language; '': all. */
  filter: string;
}

interface ExchangeRow {
  log_no: number;
  trace_no: number;
  at_ns: string;
  start_ms: number;
  duration_ms: number;
  trace_id: string;
  span_id: string;
  status: CallStatus;
  org: string | null;
  workspace: string | null;
  user: string | null;
  key: string | null;
  service: string;
  agent: string | null;
  provider: string | null;
  model: string | null;
  service_tier: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cache_read_tokens: number | null;
  cache_write_tokens: number | null;
  cache_write_1h_tokens: number | null;
  reasoning_tokens: number | null;
  total_nanos: string | null;
  price: string | null;
  attributes: string;
  blocked_by: Refuser | '' | null;
  effects: string | null;
}

const COLUMNS = `
  l.log_no, l.trace_no, CAST(l.at_ns AS TEXT) AS at_ns, l.at_ns / 1000000 AS start_ms, (s.end_ns - s.start_ns) / 1e6 AS duration_ms,
  l.trace_id, l.span_id, l.status, l.org, l.workspace, l.user, l.key, l.service, l.agent, l.provider, l.model,
  l.service_tier, l.input_tokens, l.output_tokens, l.cache_read_tokens, l.cache_write_tokens,
  l.cache_write_1h_tokens, l.reasoning_tokens, CAST(l.total_nanos AS TEXT) AS total_nanos, l.price, s.attributes,
  v.blocked_by, v.effects`;

/** The calls through the gateway in a range, newest first, a page at a time: it holds no snapshot and little memory. */
export class ExchangeReader {
  readonly total: number;
  readonly #bodies: BodyReader;
  readonly #next: Statement<unknown[], ExchangeRow>;
  readonly #runs: Statement<[number, string, string], { direction: GuardDirection; outcome: GuardOutcome }>;
  readonly #from: bigint;
  readonly #values: readonly unknown[];
  #after: [bigint, bigint];
  #hasMore = true;

  /** @throws SignalboxError FILTER_INVALID, BODY_INVALID when the range is empty */
  constructor(db: Database, { filter, ...range }: ExchangeSelection) {
    const { from, to } = rangeMillis(range);
    const { sql, values }: Condition = conditionOf(db, filter === '' ? {} : { q: filter }, [], 'all');
    this.#bodies = new BodyReader(db);
    this.#from = nanosOfMillis(from);
    this.#values = values;
    this.#after = [nanosOfMillis(to), 0n];
    const where = `l.at_ns >= ? AND ${stillWanted('l.log_no')} AND ${sql}`;
    const traces = 'model_cost_logs l JOIN traces t ON t.trace_no = l.trace_no';
    const counted = db
      .prepare<unknown[], number>(`SELECT count(*) FROM ${traces} WHERE l.at_ns < ? AND ${where}`)
      .pluck();
    this.total = counted.get(this.#after[0], this.#from, ...values) ?? 0;
    this.#runs = db.prepare(
      'SELECT direction, outcome FROM guard_runs WHERE trace_no = ? AND span_id = ? AND guard = ?',
    );
    // CROSS: by time, or the sorter would hold all of them.
    this.#next = db.prepare(
      `SELECT ${COLUMNS} FROM model_cost_logs l INDEXED BY cost_logs_by_time
         CROSS JOIN traces t ON t.trace_no = l.trace_no
         CROSS JOIN spans s ON s.trace_no = l.trace_no AND s.span_id = l.span_id
         LEFT JOIN exchange_verdicts v ON v.trace_no = l.trace_no AND v.span_id = l.span_id
       WHERE (l.at_ns, l.log_no) < (?, ?) AND ${where} ORDER BY l.at_ns DESC, l.log_no DESC LIMIT ${PAGE}`,
    );
  }

  /** The next ones; none at the end. */
  page(): RecordedExchange[] {
    if (!this.#hasMore) return [];
    const rows = this.#next.all(...this.#after, this.#from, ...this.#values);
    const last = rows.at(-1);
    this.#hasMore = rows.length === PAGE;
    if (last !== undefined) this.#after = [BigInt(last.at_ns), BigInt(last.log_no)];
    return rows.map((row) => this.#toExchange(row));
  }

  #toExchange(row: ExchangeRow): RecordedExchange {
    const by = row.blocked_by;
    let stored: StoredAttributes | null = null;
    return {
      traceId: row.trace_id,
      spanId: row.span_id,
      startMs: row.start_ms,
      durationMs: row.duration_ms,
      status: row.status,
      org: row.org ?? '',
      workspace: row.workspace ?? '',
      user: row.user ?? '',
      key: row.key ?? '',
      service: row.service,
      agent: row.agent ?? '',
      provider: row.provider ?? '',
      model: row.model ?? '',
      usage: {
        ...NO_USAGE,
        input: row.input_tokens,
        output: row.output_tokens,
        cacheRead: row.cache_read_tokens,
        cacheWrite: row.cache_write_tokens,
        cacheWrite1h: row.cache_write_1h_tokens,
        reasoning: row.reasoning_tokens,
      },
      serviceTier: row.service_tier,
      costNanos: row.total_nanos === null ? null : BigInt(row.total_nanos),
      price: row.price,
      verdict: by === null ? null : { blockedBy: by === '' ? null : by, effects: row.effects },
      runsOf: (guard) => this.#runs.all(row.trace_no, row.span_id, guard),
      attributes: (keys) => {
        stored ??= JSON.parse(row.attributes) as StoredAttributes;
        return this.#bodies.someAttributes(stored, keys);
      },
    };
  }
}
