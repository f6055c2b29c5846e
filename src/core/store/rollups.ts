import type { Database, Statement } from 'better-sqlite3';
import { LatencySketch } from './latency-sketch.ts';
import type { RollupHorizon } from './rollup-horizon.ts';
import { sqliteInteger } from './sqlite-integer.ts';
import { addCost, type CallFigures } from './trace-summary.ts';

const KEY_COLUMNS = [
  'grain',
  'minute',
  'service',
  'provider',
  'model',
  'route',
  'org',
  'workspace',
  'status',
] as const;
const SUM_COLUMNS = [
  'calls',
  'errors',
  'input_tokens',
  'output_tokens',
  'cost_nanos',
  'priced_calls',
  'unpriced_calls',
] as const;

type RollupKey = [grain: number, minute: number, ...dimensions: string[]];
type RollupRow = Record<(typeof SUM_COLUMNS)[number], bigint> & Record<'latency' | 'overhead', Uint8Array>;

interface Rollup {
  readonly key: RollupKey;
  calls: number;
  errors: number;
  inputTokens: number;
  outputTokens: number;
  costNanos: bigint;
  pricedCalls: number;
  unpricedCalls: number;
  readonly latency: LatencySketch;
  readonly overhead: LatencySketch;
}

/** What tells the rows of one minute or hour apart. Of a call that did not come through the gateway, the last but status are ''. */
export type KeyedCall = Pick<
  CallFigures,
  'start' | 'service' | 'provider' | 'model' | 'route' | 'org' | 'workspace' | 'status'
>;

/**
 * Figures of model calls by the minute and by the hour in which they started, and by whose they were. Read into memory
 * when a batch touches them, written back once at its end. Latencies are sketches: quantiles are off by 1 % at most.
 */
export class RollupTable {
  readonly #touched = new Map<string, Rollup>();
  readonly #horizon: RollupHorizon;
  readonly #select: Statement<RollupKey, RollupRow>;
  readonly #upsert: Statement<unknown[]>;
  readonly #delete: Statement<RollupKey>;

  constructor(db: Database, horizon: RollupHorizon) {
    this.#horizon = horizon;
    const where = `WHERE ${KEY_COLUMNS.map((column) => `${column} = ?`).join(' AND ')}`;
    this.#select = db
      .prepare<RollupKey, RollupRow>(
        `SELECT ${SUM_COLUMNS.join(', ')}, latency, overhead FROM call_rollups ${where}`,
      )
      .safeIntegers();
    const columns = [...KEY_COLUMNS, ...SUM_COLUMNS, 'latency', 'overhead'];
    this.#upsert = db.prepare(
      `INSERT OR REPLACE INTO call_rollups (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.#delete = db.prepare<RollupKey>(`DELETE FROM call_rollups ${where}`);
  }

  /** Adds a call that now counts, or takes it back with `sign` -1. */
  addCall(call: CallFigures, sign: 1 | -1): void {
    for (const rollup of this.#rollupsOf(call)) {
      // Its row is gone, and what it had in it too.
      if (sign === -1 && rollup.calls === 0) continue;
      rollup.calls += sign;
      if (call.isError) rollup.errors += sign;
      rollup.inputTokens += sign * (call.inputTokens ?? 0);
      rollup.outputTokens += sign * (call.outputTokens ?? 0);
      addCost(rollup, call, sign);
      rollup.latency.add(durationMicros(call.start, call.end), sign);
    }
  }

  /** Adds what the gateway itself took for an exchange. */
  addOverhead(exchange: KeyedCall, micros: number): void {
    for (const rollup of this.#rollupsOf(exchange)) rollup.overhead.add(micros);
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
          rollup.pricedCalls,
          rollup.unpricedCalls,
          rollup.latency.encode(),
          rollup.overhead.encode(),
        );
      }
    }
    this.#touched.clear();
  }

  /** After a rollback. */
  forget(): void {
    this.#touched.clear();
  }

  #rollupsOf(call: KeyedCall): Rollup[] {
    const { service, provider, model, route, org, workspace, status } = call;
    const dimensions = [service, provider ?? '', model ?? '', route, org, workspace, status];
    const name = dimensions.join('\0');
    return this.#horizon.rowsOf(call.start).map(({ grain, minute }) => {
      const id = `${grain} ${minute} ${name}`;
      let rollup = this.#touched.get(id);
      if (rollup === undefined) {
        const key: RollupKey = [grain, minute, ...dimensions];
        rollup = toRollup(key, this.#select.get(...key));
        this.#touched.set(id, rollup);
      }
      return rollup;
    });
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
