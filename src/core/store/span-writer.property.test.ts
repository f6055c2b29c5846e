import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { CallNesting } from './call-nesting.ts';
import { isModelCall } from './model-call.ts';
import { callScopeOf } from './cost-log.ts';
import { LatencySketch } from './latency-sketch.ts';
import { RollupHorizon } from './rollup-horizon.ts';
import { isPlausible } from './rollup-time.ts';
import { RollupTable } from './rollups.ts';
import type { StoredSpan } from './span-record.ts';
import { SpanWriter } from './span-writer.ts';
import {
  MINUTE,
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
} from './testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from './testing/temporary-store.ts';

const RESOURCES = [resourceOf('shop'), resourceOf('gateway')];

const anySpan: fc.Arbitrary<StoredSpan> = fc
  .record({
    trace: fc.integer({ min: 1, max: 3 }),
    span: fc.integer({ min: 1, max: 6 }),
    parent: fc.option(fc.integer({ min: 1, max: 7 })),
    resource: fc.constantFrom(...RESOURCES),
    minute: fc.oneof(fc.bigInt({ min: 58n, max: 61n }), fc.constantFrom(-NOON / MINUTE, 90_000_000n)),
    seconds: fc.bigInt({ min: -1n, max: 90n }),
    failed: fc.boolean(),
    isCall: fc.boolean(),
    model: fc.option(fc.constantFrom('gpt-4o', 'claude')),
    input: fc.option(fc.nat({ max: 1000 })),
    output: fc.option(fc.nat({ max: 1000 })),
    cost: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
    session: fc.option(fc.constantFrom('a', 'b')),
    overhead: fc.option(fc.nat({ max: 5000 })),
    isExchange: fc.boolean(),
    route: fc.constantFrom('fast', 'cheap'),
    status: fc.constantFrom('ok', 'cut'),
  })
  .map((wish) => {
    const start = NOON + wish.minute * MINUTE;
    const span = {
      traceId: traceIdOf(wish.trace),
      spanId: spanIdOf(wish.span),
      parentSpanId: wish.parent === null ? null : spanIdOf(wish.parent),
      name: `step ${wish.span}`,
      resource: wish.resource,
      startUnixNano: start,
      endUnixNano: start + wish.seconds * SECOND,
      statusCode: wish.failed ? 2 : 0,
      attributes: {
        'signalbox.route': wish.route,
        'signalbox.org': 'acme',
        'signalbox.call.status': wish.status,
      },
    };
    const facts = { sessionId: wish.session, overheadMicros: wish.overhead };
    if (!wish.isCall) return storedSpan({ span, facts });
    const usage = { ...NO_USAGE, input: wish.input, output: wish.output };
    const call = modelCall({ span, facts: { ...facts, model: wish.model, usage } });
    const priced =
      wish.cost === null ? { ...call, cost: null } : modelCall({ ...call, costNanos: wish.cost });
    return { ...priced, isExchange: wish.isExchange };
  });

/** What the spans of the database add up to, computed from them alone. */
function recomputed(store: TemporaryStore, ids: readonly string[]) {
  const exchanges = new Set(
    store.db.prepare("SELECT trace_id || ' ' || span_id FROM model_cost_logs").pluck().all(),
  );
  const traces = ids.flatMap((traceId) => {
    const spans = (store.reader.trace(traceId) ?? []).map(({ service, ...stored }) => ({
      service,
      stored: { ...stored, isExchange: exchanges.has(`${traceId} ${stored.span.spanId}`) },
    }));
    return spans.length === 0 ? [] : [{ traceId, spans }];
  });
  return traces.map(({ traceId, spans }) => {
    const nesting = new CallNesting();
    for (const { stored } of spans) {
      const { input, output } = stored.facts.usage;
      nesting.add({
        spanId: stored.span.spanId,
        parentSpanId: stored.span.parentSpanId,
        isCall: isModelCall(stored.facts.operation),
        hasUsage: input !== null || output !== null,
      });
    }
    const notCounted = new Set(nesting.settle().map(({ spanId }) => spanId));
    const calls = spans.filter(
      ({ stored }) => isModelCall(stored.facts.operation) && !notCounted.has(stored.span.spanId),
    );
    return { traceId, spans, calls };
  });
}

function sum(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function expectedSummary({ traceId, spans, calls }: ReturnType<typeof recomputed>[number]) {
  const first = (some: typeof spans) =>
    [...some].sort((a, b) => {
      const [x, y] = [a.stored.span, b.stored.span];
      return x.startUnixNano === y.startUnixNano
        ? x.spanId < y.spanId
          ? -1
          : 1
        : x.startUnixNano < y.startUnixNano
          ? -1
          : 1;
    })[0];
  const roots = spans.filter(({ stored }) => stored.span.parentSpanId === null);
  const named = first(roots.length > 0 ? roots : spans);
  const modelled = first(
    spans.filter(({ stored }) => isModelCall(stored.facts.operation) && stored.facts.model !== null),
  );
  const costs = calls.flatMap(({ stored }) => (stored.cost === null ? [] : [BigInt(stored.cost.total)]));
  const right = spans.filter(({ stored }) => isPlausible(stored.span.startUnixNano));
  const timed = right.length > 0 ? right : spans;
  const start = first(timed)?.stored.span.startUnixNano ?? 0n;
  const ends = timed.map(({ stored: { span } }) =>
    span.endUnixNano > span.startUnixNano ? span.endUnixNano : span.startUnixNano,
  );
  const end = ends.reduce((latest, time) => (time > latest ? time : latest), 0n);
  return {
    traceId,
    name: named?.stored.span.name,
    service: named?.service,
    durationMs: Number(end - start) / 1e6,
    spanCount: spans.length,
    errorCount: spans.filter(({ stored }) => stored.span.statusCode === 2).length,
    provider: modelled?.stored.facts.provider ?? null,
    model: modelled?.stored.facts.model ?? null,
    callCount: calls.length,
    inputTokens: sum(calls.map(({ stored }) => stored.facts.usage.input)),
    outputTokens: sum(calls.map(({ stored }) => stored.facts.usage.output)),
    costNanos: costs.length === 0 ? null : costs.reduce((total, cost) => total + cost, 0n).toString(),
    unpricedCalls: calls.filter(
      ({ stored: { span, facts, cost } }) =>
        cost === null && (span.statusCode !== 2 || facts.usage.input !== null || facts.usage.output !== null),
    ).length,
    sessionId:
      spans
        .map(({ stored }) => stored.facts.sessionId)
        .filter((id) => id !== null)
        .sort()[0] ?? null,
  };
}

/** Rollups written afresh from the spans of the database. */
function expectedRollups(traces: ReturnType<typeof recomputed>): unknown[] {
  const fresh = temporaryStore();
  try {
    const rollups = new RollupTable(fresh.db, new RollupHorizon(fresh.db));
    for (const { spans, calls } of traces) {
      for (const { service, stored } of spans) {
        const key = { ...callScopeOf(stored), ...stored.facts, service, start: stored.span.startUnixNano };
        if (stored.facts.overheadMicros !== null) rollups.addOverhead(key, stored.facts.overheadMicros);
      }
      for (const { service, stored } of calls) {
        const { facts, span, cost } = stored;
        rollups.addCall(
          {
            ...callScopeOf(stored),
            service,
            provider: facts.provider,
            model: facts.model,
            start: span.startUnixNano,
            end: span.endUnixNano,
            isError: span.statusCode === 2,
            inputTokens: facts.usage.input,
            outputTokens: facts.usage.output,
            costNanos: cost === null ? null : BigInt(cost.total),
          },
          1,
        );
      }
    }
    rollups.save();
    return rollupsOf(fresh);
  } finally {
    fresh.close();
  }
}

function rollupsOf(store: TemporaryStore): unknown[] {
  return store.db.prepare('SELECT * FROM call_rollups ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9').raw().all();
}

const HOURS = `SELECT minute / 60 * 60 AS hour, service, provider, model, route, org, workspace, status,
  sum(calls), sum(errors), sum(input_tokens), sum(output_tokens), sum(cost_nanos), sum(priced_calls),
  sum(unpriced_calls)`;

function hoursOf(store: TemporaryStore): unknown[] {
  const sketches = store.db
    .prepare<[], Buffer>('SELECT latency FROM call_rollups WHERE grain = 60')
    .pluck()
    .all();
  return [rolled(store, 60), merged(sketches)];
}

function mergedMinutes(store: TemporaryStore): unknown[] {
  const sketches = store.db
    .prepare<[], Buffer>('SELECT latency FROM call_rollups WHERE grain = 1')
    .pluck()
    .all();
  return [rolled(store, 1), merged(sketches)];
}

function rolled(store: TemporaryStore, grain: number): unknown[] {
  const sql = `${HOURS} FROM call_rollups WHERE grain = ? GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`;
  return store.db.prepare(sql).raw().safeIntegers().all(grain);
}

function merged(sketches: readonly Buffer[]): Buffer {
  const all = new LatencySketch();
  for (const sketch of sketches) all.mergeEncoded(sketch);
  return all.encode();
}

function traceRollupsOf(store: TemporaryStore): unknown[] {
  return store.db.prepare('SELECT * FROM trace_rollups ORDER BY grain, minute, service').raw().all();
}

function expectedTraceRollups(store: TemporaryStore): unknown[] {
  const counted = [1, 60].map(
    (grain) => `SELECT ${grain} AS grain, start_ns / ${grain * 60}000000000 * ${grain} AS minute, service,
      count(*), sum(error_count > 0) FROM traces GROUP BY 2, 3`,
  );
  return store.db
    .prepare(`${counted.join(' UNION ALL ')} ORDER BY grain, minute, service`)
    .raw()
    .all();
}

it('keeps summaries and rollups equal to what the spans add up to, whatever comes in whatever order', () => {
  const batches = fc.array(fc.array(anySpan, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(batches, fc.nat({ max: 4 }), (input, restartAt) => {
      const store = temporaryStore();
      try {
        let writer = store.writer;
        input.forEach((batch, index) => {
          if (index === restartAt) writer = new SpanWriter(store.db);
          writer.write(batch);
        });
        const listed = store.reader.list({ filter: {}, limit: 100, cursor: null }).traces;
        const traces = recomputed(store, [1, 2, 3].map(traceIdOf));
        const byId = new Map(listed.map((trace) => [trace.traceId, trace]));
        expect(listed).toHaveLength(traces.length);
        for (const trace of traces) expect(byId.get(trace.traceId)).toMatchObject(expectedSummary(trace));
        expect(rollupsOf(store)).toEqual(expectedRollups(traces));
        expect(hoursOf(store)).toEqual(mergedMinutes(store));
        expect(traceRollupsOf(store)).toEqual(expectedTraceRollups(store));
        const spans = traces.reduce((count, trace) => count + trace.spans.length, 0);
        expect(store.reader.size()).toMatchObject({ traces: traces.length, spans });
      } finally {
        store.close();
      }
    }),
    { numRuns: 60 },
  );
});
