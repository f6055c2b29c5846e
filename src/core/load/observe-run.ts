import { setTimeout as delay } from 'node:timers/promises';
import type { LoadObservation, StageOverhead } from '../../shared/load/index.ts';
import type { Session } from '../../shared/session.ts';
import type { Trace, TraceFilter, TracePage } from '../../shared/trace.ts';
import type { TraceQueries } from '../telemetry/telemetry.ts';

/** What is asked of a deployment about a run. */
export interface RunQueries {
  readonly list: (input: {
    filter: TraceFilter;
    limit: number;
    cursor: string | null;
  }) => Promise<Pick<TracePage, 'traces'>>;
  readonly traceJson: TraceQueries['traceJson'];
  readonly session: (sessionId: string) => Promise<Pick<Session, 'summary'> | null>;
}

/** Traces of a run that are read for its stages: spread over its time, so that no single moment speaks for all. */
const PARTS = 10;
const TRACES_PER_PART = 30;
/** How long the last exchanges take to be written, at most. */
const SETTLE_MS = 500;

/** What the deployment recorded of a run: the stages' time and the cost, from the traces of its session. */
export async function observeRun(
  session: string,
  range: { fromMs: number; toMs: number },
  queries: RunQueries,
): Promise<Omit<LoadObservation, 'engine'>> {
  await delay(SETTLE_MS);
  return { overhead: await overheadOf(session, range, queries), cost: await costOf(session, queries) };
}

async function costOf(session: string, queries: RunQueries): Promise<LoadObservation['cost']> {
  const found = await queries.session(session);
  if (found === null) return null;
  const { costNanos, unpricedCalls, summedTraces, traceCount } = found.summary;
  const isWhole = summedTraces >= traceCount || summedTraces === 0;
  const projected =
    costNanos === null || isWhole
      ? costNanos
      : (BigInt(costNanos) * BigInt(traceCount)) / BigInt(summedTraces);
  return {
    nanos: projected === null ? null : String(projected),
    unpriced: unpricedCalls,
    summed: summedTraces,
    calls: traceCount,
  };
}

async function overheadOf(
  session: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  queries: RunQueries,
): Promise<StageOverhead | null> {
  const micros = new Map<string, number[]>();
  const totals: number[] = [];
  let traces = 0;
  for (let part = 0; part < PARTS; part++) {
    const from = fromMs + ((toMs - fromMs) * part) / PARTS;
    const to = fromMs + ((toMs - fromMs) * (part + 1)) / PARTS;
    const page = await queries.list({
      filter: { sessionId: session, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      limit: TRACES_PER_PART,
      cursor: null,
    });
    const texts = await Promise.all(page.traces.map(({ traceId }) => queries.traceJson(traceId)));
    for (const text of texts) {
      if (text === null) continue;
      traces += 1;
      readStages(JSON.parse(text) as Trace, micros, totals);
    }
  }
  if (traces === 0) return null;
  return {
    traces,
    total:
      totals.length === 0
        ? null
        : { p50Micros: at(totals, 50), p95Micros: at(totals, 95), p99Micros: at(totals, 99) },
    stages: [...micros].map(([stage, values]) => ({
      stage,
      count: values.length,
      p50Micros: at(values, 50),
      p95Micros: at(values, 95),
    })),
  };
}

function readStages({ spans }: Trace, micros: Map<string, number[]>, totals: number[]): void {
  for (const { events, attributes } of spans) {
    const total = attributes['signalbox.overhead_micros'];
    if (typeof total === 'number') totals.push(total);
    for (const { name, attributes: said } of events) {
      const stage = said['signalbox.stage'];
      const took = said['signalbox.micros'];
      if (name !== 'signalbox.decision' || typeof stage !== 'string' || typeof took !== 'number') continue;
      // The wait for the upstream is no overhead.
      if (stage === 'call') continue;
      const values = micros.get(stage) ?? [];
      values.push(took);
      micros.set(stage, values);
    }
  }
}

/** Nearest rank. */
function at(values: readonly number[], percentile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? 0;
}
