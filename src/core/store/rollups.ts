import type { Database, Statement } from 'better-sqlite3';
import { LatencySketch } from './latency-sketch.ts';
import { minuteOf } from './rollup-time.ts';
import { sqliteInteger } from './sqlite-integer.ts';
import { addCost, type CallFigures } from './trace-summary.ts';

type RollupKey = [minute: number, service: string, provider: string, model: string];

interface RollupRow {
  calls: bigint;
  errors: bigint;
  input_tokens: bigint;
  output_tokens: bigint;
  cost_nanos: bigint;
  priced_calls: bigint;
  unpriced_calls: bigint;
  latency: Uint8Array;
  overhead: Uint8Array;
}

interface Rollup {
  key: RollupKey;
  calls: number;
  errors: number;
  inputTokens: number;
  outputTokens: number;
  costNanos: bigint;
  pricedCalls: number;
  unpricedCalls: number;
  latency: LatencySketch;
  overhead: LatencySketch;
}

type KeyedSpan = Pick<CallFigures, 'start' | 'service' | 'provider' | 'model'>;

/**
 * Figures of model calls by the minute in which they started, service, provider and model. Read into memory when a
 * batch touches them, written back once at its end.
 */
export class RollupTable {
  readonly #touched = new Map<string, Rollup>();
  readonly #select: Statement<RollupKey, RollupRow>;
  readonly #upsert: Statement<unknown[]>;
  readonly #delete: Statement<RollupKey>;

  constructor(db: Database) {
    const where = 'WHERE minute = ? AND service = ? AND provider = ? AND model = ?';
    this.#select = db
      .prepare<RollupKey, RollupRow>(
        `SELECT calls, errors, input_tokens, output_tokens, cost_nanos, unpriced_calls, latency, overhead, priced_calls
         FROM call_rollups ${where}`,
      )
      .safeIntegers();
    this.#upsert = db.prepare(
      `INSERT OR REPLACE INTO call_rollups (minute, service, provider, model, calls, errors, input_tokens,
         output_tokens, cost_nanos, unpriced_calls, latency, overhead, priced_calls)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#delete = db.prepare<RollupKey>(`DELETE FROM call_rollups ${where}`);
  }

  /** Adds a call that now counts, or takes it back with `sign` -1. */
  addCall(call: CallFigures, sign: 1 | -1): void {
    const rollup = this.#rollupOf(call);
    rollup.calls += sign;
    if (call.isError) rollup.errors += sign;
    rollup.inputTokens += sign * (call.inputTokens ?? 0);
    rollup.outputTokens += sign * (call.outputTokens ?? 0);
    addCost(rollup, call, sign);
    rollup.latency.add(durationMicros(call.start, call.end), sign);
  }

  /** Adds what the gateway itself took for an exchange. */
  addOverhead(exchange: KeyedSpan, micros: number): void {
    this.#rollupOf(exchange).overhead.add(micros);
  }

  save(): void {
    for (const rollup of this.#touched.values()) {
      if (rollup.calls === 0 && rollup.overhead.count === 0) this.#delete.run(...rollup.key);
      else {
        this.#upsert.run(
          ...rollup.key,
          rollup.calls,
          rollup.errors,
          rollup.inputTokens,
          rollup.outputTokens,
          sqliteInteger(rollup.costNanos),
          rollup.unpricedCalls,
          rollup.latency.encode(),
          rollup.overhead.encode(),
          rollup.pricedCalls,
        );
      }
    }
    this.#touched.clear();
  }

  /** After a rollback. */
  forget(): void {
    this.#touched.clear();
  }

  #rollupOf({ start, service, provider, model }: KeyedSpan): Rollup {
    const key: RollupKey = [minuteOf(start), service, provider ?? '', model ?? ''];
    const name = key.join('\0');
    let rollup = this.#touched.get(name);
    if (rollup === undefined) {
      rollup = toRollup(key, this.#select.get(...key));
      this.#touched.set(name, rollup);
    }
    return rollup;
  }
}

/** Clocks step back: a span that ends before it starts took no time. */
export function durationMicros(start: bigint, end: bigint): number {
  return end > start ? Number(end - start) / 1000 : 0;
}

function toRollup(key: RollupKey, row: RollupRow | undefined): Rollup {
  return {
    key,
    calls: Number(row?.calls ?? 0),
    errors: Number(row?.errors ?? 0),
    inputTokens: Number(row?.input_tokens ?? 0),
    outputTokens: Number(row?.output_tokens ?? 0),
    costNanos: row?.cost_nanos ?? 0n,
    pricedCalls: Number(row?.priced_calls ?? 0),
    unpricedCalls: Number(row?.unpriced_calls ?? 0),
    latency: row === undefined ? new LatencySketch() : LatencySketch.decode(row.latency),
    overhead: row === undefined ? new LatencySketch() : LatencySketch.decode(row.overhead),
  };
}
