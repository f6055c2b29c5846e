import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  guardDirectionSchema,
  guardNameSchema,
  guardOutcomeSchema,
  type GuardRun,
} from '../../../shared/guard/index.ts';
import { LatencySketch } from '../latency-sketch.ts';
import { Retention } from '../retention.ts';
import { SpanWriter } from '../span-writer.ts';
import { MINUTE, NOON, spanIdOf, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { effectsWith, guardRun, judgedExchange, setResult } from '../testing/verdicts.ts';
import { addScores, binOf, GUARD_OUTCOMES } from './guard-rollups.ts';

const rowsOf = (store: TemporaryStore, table: string): Record<string, unknown>[] =>
  store.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();

describe('the tables of verdicts', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  it('have what was decided about an exchange, never what was found in it', () => {
    const finding = { kind: 'card', score: 1, count: 2, place: 'message 1' };
    const run = guardRun({ outcome: 'redact', score: 1, findings: [finding, finding], reason: '2 cards' });
    const effects = effectsWith({ flags: ['cards'] });
    const attributes = { 'signalbox.org': 'acme', 'signalbox.user': 'ana', 'signalbox.flags': ['cards'] };
    store.writer.write([
      judgedExchange(
        { guards: [run], policies: [setResult({ outcome: 'flag', matched: ['mark'] })], effects },
        { span: { attributes } },
      ),
    ]);
    expect(rowsOf(store, 'exchange_verdicts')).toMatchObject([
      {
        trace_id: traceIdOf(1),
        span_id: spanIdOf(1),
        org: 'acme',
        workspace: '',
        user: 'ana',
        provider: 'openai',
        model: 'gpt-4o',
        blocked_by: '',
        enforced: 'flag',
        effects: JSON.stringify(effects),
        shadow: null,
      },
    ]);
    expect(rowsOf(store, 'guard_runs')).toMatchObject([
      { guard: 'pii', direction: 'input', outcome: 'redact', score: 1, micros: 20, kinds: '["card"]' },
    ]);
    expect(rowsOf(store, 'policy_results')).toMatchObject([
      { set_id: 'set_1', version: 1, mode: 'enforce', outcome: 'flag', matched: '["mark"]', errors: 0 },
    ]);
    expect(rowsOf(store, 'exchange_flags')).toMatchObject([{ span_id: spanIdOf(1), flag: 'cards' }]);
  });

  it('tell who refused a call', () => {
    const block = effectsWith({
      block: { code: 'no', message: 'No.', by: { setId: 'set_1', ruleId: 'no' } },
    });
    const refused = [
      { guards: [guardRun({ outcome: 'block' })] },
      { guards: [guardRun({ outcome: 'failed_closed', direction: 'output' })] },
      { policies: [setResult({ outcome: 'block' })], effects: block },
    ];
    store.writer.write(
      refused.map((verdicts, index) =>
        judgedExchange({ ...verdicts, blocked: true }, { span: { traceId: traceIdOf(index + 1) } }),
      ),
    );
    const refusers = rowsOf(store, 'exchange_verdicts').map(({ blocked_by: by }) => by);
    expect(refusers).toEqual(['guard_input', 'guard_output', 'policy']);
  });

  it('lose the rows of a trace with it, and keep nothing of a batch that failed', () => {
    const judged = judgedExchange(
      { guards: [guardRun()], policies: [setResult()] },
      { span: { attributes: { 'signalbox.flags': ['odd'] } } },
    );
    const broken = { ...judged, span: { ...judged.span, spanId: spanIdOf(2), kind: Number.NaN } };
    expect(() => store.writer.write([judged, broken])).toThrow('NOT NULL');
    store.writer.write([judged]);
    expect(rowsOf(store, 'guard_rollups').map(({ pass }) => pass)).toEqual([1, 1]);
    const retention = new Retention(store.db, { maxAgeDays: 1, maxBytes: 1e15 }, store.writer);
    while (retention.slice(NOON + 10n * 1440n * MINUTE));
    for (const table of ['exchange_verdicts', 'guard_runs', 'policy_results', 'exchange_flags']) {
      expect(rowsOf(store, table)).toEqual([]);
    }
    expect(rowsOf(store, 'guard_rollups')).toEqual([]);
  });
});

const anyRun: fc.Arbitrary<GuardRun> = fc
  .record({
    guard: fc.constantFrom(...guardNameSchema.options.slice(0, 2)),
    direction: fc.constantFrom(...guardDirectionSchema.options),
    outcome: fc.constantFrom(...guardOutcomeSchema.options),
    score: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    micros: fc.double({ min: 0, max: 1e6, noNaN: true }),
  })
  .map((wish) => guardRun(wish));

const anyExchange = fc
  .record({
    trace: fc.integer({ min: 1, max: 4 }),
    span: fc.integer({ min: 1, max: 3 }),
    minute: fc.bigInt({ min: 58n, max: 61n }),
    guards: fc.array(anyRun, { maxLength: 3 }),
  })
  .map(({ trace, span, minute, guards }) =>
    judgedExchange(
      { guards },
      {
        span: {
          traceId: traceIdOf(trace),
          spanId: spanIdOf(span),
          startUnixNano: NOON + minute * MINUTE,
        },
      },
    ),
  );

interface RunRow {
  at_ns: number;
  guard: string;
  direction: string;
  outcome: string;
  score: number | null;
  micros: number;
}

/** What the rollups must be, counted from the rows of the runs. */
function recount(store: TemporaryStore): unknown[] {
  const counted = new Map<string, { outcomes: number[]; latency: LatencySketch; scores: number[] }>();
  const runs = store.db
    .prepare<[], RunRow>('SELECT at_ns, guard, direction, outcome, score, micros FROM guard_runs')
    .all();
  for (const grain of [1, 60]) {
    for (const run of runs) {
      const minute = Math.floor(run.at_ns / 60e9 / grain) * grain;
      const key = [grain, minute, run.guard, run.direction].join(' ');
      const found = counted.get(key) ?? {
        outcomes: GUARD_OUTCOMES.map(() => 0),
        latency: new LatencySketch(),
        scores: Array<number>(100).fill(0),
      };
      counted.set(key, found);
      const at = GUARD_OUTCOMES.findIndex((outcome) => outcome === run.outcome);
      found.outcomes[at] = (found.outcomes[at] ?? 0) + 1;
      found.latency.add(run.micros);
      if (run.score !== null) found.scores[binOf(run.score)] = (found.scores[binOf(run.score)] ?? 0) + 1;
    }
  }
  return [...counted]
    .map(([key, { outcomes, latency, scores }]) => ({
      key,
      outcomes,
      latency: latency.encode().toString('hex'),
      scores,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function rollupsOf(store: TemporaryStore): unknown[] {
  return rowsOf(store, 'guard_rollups')
    .map((row) => {
      const scores = Array<number>(100).fill(0);
      addScores(scores, row.scores as Buffer);
      return {
        key: [row.grain, row.minute, row.guard, row.direction].join(' '),
        outcomes: GUARD_OUTCOMES.map((outcome) => row[outcome]),
        latency: (row.latency as Buffer).toString('hex'),
        scores,
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

it('keeps rollups of guards equal to a recount of their runs, whatever comes in, and over a restart', () => {
  const batches = fc.array(fc.array(anyExchange, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(batches, fc.nat({ max: 3 }), (input, restartAt) => {
      const store = temporaryStore();
      try {
        let writer = store.writer;
        input.forEach((batch, index) => {
          if (index === restartAt) writer = new SpanWriter(store.db);
          writer.write(batch);
        });
        expect(rollupsOf(store)).toEqual(recount(store));
      } finally {
        store.close();
      }
    }),
    { numRuns: 20 },
  );
});
