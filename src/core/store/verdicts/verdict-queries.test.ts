import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, NOON, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { guardRun, judgedExchange, setResult } from '../testing/verdicts.ts';

const RANGE = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T13:00:00Z' };

describe('queries of verdicts', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  const at = (trace: number) => ({
    span: { traceId: traceIdOf(trace), startUnixNano: NOON + BigInt(trace) * MINUTE },
  });

  it('add up what each guard did, and its scores', () => {
    store.writer.write([
      judgedExchange({ guards: [guardRun({ outcome: 'block', score: 0.999, micros: 100 })] }, at(1)),
      judgedExchange({ guards: [guardRun({ score: 0.42 }), guardRun({ guard: 'size' })] }, at(2)),
      judgedExchange({ guards: [guardRun({ outcome: 'failed_closed' })] }, at(31)),
      judgedExchange({ guards: [guardRun({ outcome: 'flag', score: 1 })] }, at(60)),
    ]);
    const { guards } = store.reader.guardFigures({ ...RANGE, buckets: 4 });
    expect(guards.find(({ guard }) => guard === 'pii')).toMatchObject({
      direction: 'input',
      runs: 3,
      hits: 1,
      blocked: 2,
      failed: 1,
      outcomes: { pass: 1, block: 1, failed_closed: 1 },
      hitSeries: [1, 0, 0, 0],
    });
    expect(guards).toHaveLength(2);
    expect(store.reader.overview({ ...RANGE, buckets: 4 }).guardHits).toEqual({
      total: 1,
      blocked: 1,
      series: [1, 0, 0, 0],
    });
    const scores = store.reader.guardScores({ ...RANGE, guard: 'pii', direction: null });
    expect(scores.runs).toBe(3);
    expect(scores.bins.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))).toEqual([
      [42, 1],
      [99, 1],
    ]);
    expect(store.reader.guardScores({ ...RANGE, guard: 'pii', direction: 'output' }).runs).toBe(0);
  });

  const inShadow = (outcome: 'pass' | 'allow' | 'flag' | 'modify' | 'block', matched: string[]) =>
    setResult({ setId: 'draft', mode: 'shadow', outcome, matched });

  it('count how often a set was asked, matched and blocked', () => {
    store.writer.write([
      judgedExchange({ policies: [inShadow('block', ['no'])] }, at(1)),
      judgedExchange({ policies: [inShadow('pass', [])] }, at(2)),
      judgedExchange({ policies: [inShadow('flag', ['tag'])] }, at(61)),
    ]);
    expect(store.reader.policyHits({ ...RANGE, setIds: ['draft', 'other'] })).toEqual([
      { setId: 'draft', exchanges: 2, hits: 1, blocked: 1 },
      { setId: 'other', exchanges: 0, hits: 0, blocked: 0 },
    ]);
  });

  it('compare a set in shadow with what was enforced, and page through the differences', () => {
    const refused = { policies: [inShadow('block', ['no']), setResult({ outcome: 'block' })], blocked: true };
    store.writer.write([
      judgedExchange({ policies: [inShadow('block', ['no'])] }, at(1)),
      judgedExchange({ policies: [inShadow('modify', ['cap', 'tag'])] }, at(2)),
      judgedExchange({ policies: [inShadow('pass', [])] }, at(3)),
      judgedExchange(refused, at(4)),
      judgedExchange(
        { ...refused, policies: [inShadow('allow', ['vip']), setResult({ outcome: 'block' })] },
        at(5),
      ),
      judgedExchange({ policies: [inShadow('flag', ['tag'])] }, at(61)),
    ]);
    const ask = (limit: number, cursor: string | null) =>
      store.reader.policyShadow({ ...RANGE, setId: 'draft', limit, cursor });
    const first = ask(2, null);
    expect(first.total).toEqual({
      exchanges: 5,
      wouldBlock: 1,
      wouldModify: 1,
      wouldFlag: 0,
      wouldAllow: 1,
      same: 2,
    });
    expect(first.rules.find(({ ruleId }) => ruleId === 'no')).toMatchObject({ exchanges: 2, wouldBlock: 1 });
    expect(first.scopes).toMatchObject([{ org: '', exchanges: 5 }]);
    expect(first.exchanges).toMatchObject([
      { traceId: traceIdOf(5), shadow: 'allow', enforced: 'block', rules: ['vip'] },
      { traceId: traceIdOf(2), shadow: 'modify', enforced: 'pass', rules: ['cap', 'tag'] },
    ]);
    const second = ask(2, first.nextCursor);
    expect(second.exchanges.map(({ traceId }) => traceId)).toEqual([traceIdOf(1)]);
    expect(second.nextCursor).toBeNull();
    expect(() => ask(2, 'x')).toThrow('cursor');
  });
});
