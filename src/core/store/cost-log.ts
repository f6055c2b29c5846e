import type { Database, Statement } from 'better-sqlite3';
import type { CostBreakdown } from '../../shared/usage.ts';
import type { RollupHorizon } from './rollup-horizon.ts';
import type { Attributes, SpanRecord, StoredSpan } from './span-record.ts';
import { sqliteInteger } from './sqlite-integer.ts';
import type { CallFigures } from './trace-summary.ts';

/** The attributes of an exchange's span that the cost log has columns for. */
export const COST_LOG_KEYS = {
  status: 'signalbox.call.status',
  errorType: 'error.type',
  org: 'signalbox.org',
  workspace: 'signalbox.workspace',
  user: 'signalbox.user',
  key: 'signalbox.key',
  agent: 'gen_ai.agent.name',
  route: 'signalbox.route',
  estimated: 'signalbox.usage.estimated',
  serviceTier: 'openai.response.service_tier',
} as const;

/** SQLite's integers end here, and a sum beyond would become a floating number. */
const MAX_NANOS = 0x7fff_ffff_ffff_ffffn;

export interface CostLogPlace {
  readonly traceNo: number;
  readonly service: string;
}

const COLUMNS = [
  'trace_no',
  'trace_id',
  'span_id',
  'at_ns',
  'status',
  'error_type',
  'org',
  'workspace',
  'user',
  'key',
  'service',
  'agent',
  'provider',
  'model',
  'route',
  'service_tier',
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cache_write_1h_tokens',
  'reasoning_tokens',
  'audio_input_tokens',
  'audio_output_tokens',
  'image_input_tokens',
  'image_output_tokens',
  'input_nanos',
  'cache_read_nanos',
  'cache_write_nanos',
  'output_nanos',
  'reasoning_nanos',
  'total_nanos',
  'estimated',
  'price',
  'catalogue_date',
];

/** The writer's access to `model_cost_logs` and its rollups. Must run in the transaction that stores the spans. */
export class CostLog {
  readonly #horizon: RollupHorizon;
  readonly #insert: Statement<unknown[]>;
  readonly #add: Statement<unknown[]>;

  constructor(db: Database, horizon: RollupHorizon) {
    this.#horizon = horizon;
    this.#insert = db.prepare(
      `INSERT INTO model_cost_logs (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
    );
    this.#add = db.prepare(
      `INSERT INTO cost_rollups VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET calls = calls + 1, input_tokens = input_tokens + excluded.input_tokens,
         output_tokens = output_tokens + excluded.output_tokens, cost_nanos = CASE
           WHEN cost_nanos > ${MAX_NANOS} - excluded.cost_nanos THEN ${MAX_NANOS}
           ELSE cost_nanos + excluded.cost_nanos END,
         priced_calls = priced_calls + excluded.priced_calls,
         unpriced_calls = unpriced_calls + excluded.unpriced_calls`,
    );
  }

  /** Takes the span of an exchange that was stored just now. */
  add(stored: StoredSpan, place: CostLogPlace): void {
    const { span, facts, cost } = stored;
    const { attributes } = span;
    const says = (key: keyof typeof COST_LOG_KEYS): string | null => textOf(attributes, COST_LOG_KEYS[key]);
    const user = says('user') ?? facts.userId;
    this.#insert.run(
      place.traceNo,
      span.traceId,
      span.spanId,
      span.startUnixNano,
      callStatusOf(span),
      says('errorType'),
      says('org'),
      says('workspace'),
      user,
      says('key'),
      place.service,
      says('agent'),
      facts.provider,
      facts.model,
      says('route'),
      cost?.serviceTier ?? says('serviceTier'),
      ...tokenValues(stored),
      ...costValues(cost),
      attributes[COST_LOG_KEYS.estimated] === true ? 1 : 0,
      cost?.price ?? null,
      cost?.catalogueDate ?? null,
    );
    const names = [says('org'), says('workspace'), user, says('key'), says('agent'), says('route')];
    const { input, output } = facts.usage;
    const isUnpriced = cost === null && (span.statusCode !== 2 || input !== null || output !== null);
    for (const { grain, minute } of this.#horizon.rowsOf(span.startUnixNano)) {
      this.#add.run(
        grain,
        minute,
        ...names.map((name) => name ?? ''),
        input ?? 0,
        output ?? 0,
        cost === null ? 0n : sqliteInteger(BigInt(cost.total)),
        cost === null ? 0 : 1,
        isUnpriced ? 1 : 0,
      );
    }
  }
}

function tokenValues({ facts: { usage } }: StoredSpan): (number | null)[] {
  return [
    usage.input,
    usage.output,
    usage.cacheRead,
    usage.cacheWrite,
    usage.cacheWrite1h,
    usage.reasoning,
    usage.audioInput,
    usage.audioOutput,
    usage.imageInput,
    usage.imageOutput,
  ];
}

function costValues(cost: CostBreakdown | null): (bigint | null)[] {
  if (cost === null) return [null, null, null, null, null, null];
  const parts = [cost.input, cost.cacheRead, cost.cacheWrite, cost.output, cost.reasoning, cost.total];
  return parts.map((part) => sqliteInteger(BigInt(part)));
}

/** What the rollups of calls tell apart of a call, as far as it came through the gateway. */
export function callScopeOf({
  span,
  isExchange,
}: StoredSpan): Pick<CallFigures, 'route' | 'org' | 'workspace' | 'status'> {
  if (isExchange !== true) {
    return { route: '', org: '', workspace: '', status: span.statusCode === 2 ? 'error' : 'ok' };
  }
  const says = (key: keyof typeof COST_LOG_KEYS): string => textOf(span.attributes, COST_LOG_KEYS[key]) ?? '';
  return { route: says('route'), org: says('org'), workspace: says('workspace'), status: callStatusOf(span) };
}

function callStatusOf({ attributes, statusCode }: SpanRecord): string {
  return textOf(attributes, COST_LOG_KEYS.status) ?? (statusCode === 2 ? 'failed' : 'ok');
}

function textOf(attributes: Attributes, key: string): string | null {
  const value = attributes[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
