import type { Database, Statement } from 'better-sqlite3';
import { sqliteInteger } from './sqlite-integer.ts';
import { isPlausible } from './rollup-time.ts';
import { TraceRollups } from './trace-rollups.ts';
import type { TraceState } from './trace-summary.ts';

/** Traces whose state is kept in memory, because more of their spans will likely come soon. */
const REMEMBERED_TRACES = 4096;

/** Clocks of other machines may be ahead by this much. */
const MAX_CLOCK_SKEW = 86_400_000_000_000n;

const COLUMNS = [
  'name',
  'service',
  'named_by_root',
  'named_by_start_ns',
  'named_by_span',
  'start_ns',
  'end_ns',
  'span_count',
  'error_count',
  'call_spans',
  'call_count',
  'priced_calls',
  'unpriced_calls',
  'provider',
  'model',
  'modelled_by_start_ns',
  'modelled_by_span',
  'input_tokens',
  'calls_with_input',
  'output_tokens',
  'calls_with_output',
  'cost_nanos',
  'session_id',
  'user_id',
  'span_names',
  'duplicate_spans',
  'misdated_since_ns',
  'changed_seq',
];

type TraceRow = Record<string, bigint | string | null>;

/** The writer's access to `traces`. What it remembers is only right while this is the only writer. */
export class TraceTable {
  readonly #states = new Map<string, TraceState>();
  readonly #select: Statement<[string], TraceRow>;
  readonly #insert: Statement<unknown[]>;
  readonly #update: Statement<unknown[]>;
  readonly #updateDuplicates: Statement<[number, number]>;
  readonly #rollups: TraceRollups;

  constructor(db: Database) {
    this.#rollups = new TraceRollups(db);
    this.#updateDuplicates = db.prepare('UPDATE traces SET duplicate_spans = ? WHERE trace_no = ?');
    this.#select = db.prepare<[string], TraceRow>('SELECT * FROM traces WHERE trace_id = ?').safeIntegers();
    this.#insert = db.prepare(
      `INSERT INTO traces (${COLUMNS.join(', ')}, trace_no, trace_id)
       VALUES (${COLUMNS.map(() => '?').join(', ')}, ?, ?)`,
    );
    this.#update = db.prepare(
      `UPDATE traces SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE trace_no = ?`,
    );
  }

  find(traceId: string): TraceState | null {
    const remembered = this.#states.get(traceId);
    if (remembered !== undefined) return remembered;
    const row = this.#select.get(traceId);
    if (row === undefined) return null;
    const state = fromRow(row);
    this.#states.set(traceId, state);
    return state;
  }

  remember(state: TraceState): void {
    this.#states.set(state.traceId, state);
  }

  save(state: TraceState, changedSeq: number, nowNanos: bigint): void {
    const isMisdated = !isPlausible(state.start) || state.start > nowNanos + MAX_CLOCK_SKEW;
    state.misdatedSince = isMisdated ? (state.misdatedSince ?? nowNanos) : null;
    this.#roll(state);
    const values = toValues(state, changedSeq);
    if (state.isNew) this.#insert.run(...values, state.traceNo, state.traceId);
    else this.#update.run(...values, state.traceNo);
    state.isNew = false;
  }

  saveDuplicates({ duplicateSpans, traceNo }: TraceState): void {
    this.#updateDuplicates.run(duplicateSpans, traceNo);
  }

  /** Must be called at the end of a batch, in its transaction. */
  saveRollups(): void {
    this.#rollups.save();
  }

  #roll(state: TraceState): void {
    const { start, service, rolled } = state;
    const hasError = state.errorCount > 0;
    const isSame = rolled?.start === start && rolled.service === service && rolled.hasError === hasError;
    if (isSame) return;
    if (rolled !== null) this.#rollups.remove(rolled);
    state.rolled = { start, service, hasError };
    this.#rollups.add(state.rolled);
  }

  /** Forgets what the database may not hold: after a rollback, or when rows were deleted. */
  forget(traceId?: string): void {
    if (traceId === undefined) {
      this.#states.clear();
      this.#rollups.forget();
    } else this.#states.delete(traceId);
  }

  /** Keeps memory bounded; called between batches, because within one the states are not saved yet. */
  trim(): void {
    for (const traceId of this.#states.keys()) {
      if (this.#states.size <= REMEMBERED_TRACES) return;
      this.#states.delete(traceId);
    }
  }
}

function toValues(state: TraceState, changedSeq: number): unknown[] {
  return [
    state.name,
    state.service,
    state.namedByRoot ? 1 : 0,
    state.namedByStart,
    state.namedBySpan,
    state.start,
    state.end,
    state.spanCount,
    state.errorCount,
    state.callSpans,
    state.callCount,
    state.pricedCalls,
    state.unpricedCalls,
    state.provider,
    state.model,
    state.modelledByStart,
    state.modelledBySpan,
    state.inputTokens,
    state.callsWithInput,
    state.outputTokens,
    state.callsWithOutput,
    sqliteInteger(state.costNanos),
    state.sessionId,
    state.userId,
    state.spanNames,
    state.duplicateSpans,
    state.misdatedSince,
    changedSeq,
  ];
}

function fromRow(row: TraceRow): TraceState {
  const text = (column: string): string => row[column] as string;
  const textOrNull = (column: string): string | null => row[column] as string | null;
  const integer = (column: string): bigint => row[column] as bigint;
  const count = (column: string): number => Number(row[column]);
  return {
    traceNo: count('trace_no'),
    traceId: text('trace_id'),
    isNew: false,
    name: text('name'),
    service: text('service'),
    namedByRoot: integer('named_by_root') === 1n,
    namedByStart: integer('named_by_start_ns'),
    namedBySpan: text('named_by_span'),
    start: integer('start_ns'),
    end: integer('end_ns'),
    spanCount: count('span_count'),
    errorCount: count('error_count'),
    callSpans: count('call_spans'),
    callCount: count('call_count'),
    pricedCalls: count('priced_calls'),
    unpricedCalls: count('unpriced_calls'),
    provider: textOrNull('provider'),
    model: textOrNull('model'),
    modelledByStart: row.modelled_by_start_ns as bigint | null,
    modelledBySpan: textOrNull('modelled_by_span'),
    inputTokens: count('input_tokens'),
    callsWithInput: count('calls_with_input'),
    outputTokens: count('output_tokens'),
    callsWithOutput: count('calls_with_output'),
    costNanos: integer('cost_nanos'),
    sessionId: textOrNull('session_id'),
    userId: textOrNull('user_id'),
    spanNames: textOrNull('span_names'),
    duplicateSpans: count('duplicate_spans'),
    misdatedSince: row.misdated_since_ns as bigint | null,
    rolled: { start: integer('start_ns'), service: text('service'), hasError: integer('error_count') > 0n },
  };
}
