import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { guardRun, judgedExchange, setResult } from '../testing/verdicts.ts';

describe('filters on verdicts', () => {
  let store: TemporaryStore;
  beforeAll(() => {
    store = temporaryStore();
    const of = (trace: number, attributes = {}) => ({ span: { traceId: traceIdOf(trace), attributes } });
    store.writer.write([
      judgedExchange({ guards: [guardRun({ outcome: 'block' })], blocked: true }, of(1)),
      judgedExchange({ guards: [guardRun(), guardRun({ guard: 'abuse', outcome: 'flag' })] }, of(2)),
      judgedExchange(
        { policies: [setResult({ matched: ['no'] }), setResult({ setId: 'other', name: 'Other' })] },
        of(3, { 'signalbox.flags': ['risky', 'long'] }),
      ),
    ]);
  });
  afterAll(() => store.close());

  const RANGE = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  const found = (q: string) =>
    store.reader
      .list({ filter: { q }, limit: 10, cursor: null })
      .traces.map(({ traceId }) => Number(traceId))
      .sort();

  it.each([
    ['guard:pii', [1]],
    ['guard:block', [1]],
    ['guard:abuse', [2]],
    ['guard:fl*', [2]],
    ['has:guard', [1, 2]],
    ['policy:"House rules"', [3]],
    ['policy:set_1', [3]],
    ['policy:Other', []],
    ['flag:risky', [3]],
    ['flag:risky flag:long', [3]],
    ['not has:flag', [1, 2]],
    ['any span (flag:risky policy:set_1 model:gpt-4o)', [3]],
    ['any span (flag:risky guard:pii)', []],
  ])('%s', (q, traces) => {
    expect(found(q)).toEqual(traces);
  });

  it('have marks in the list, where anything was done', () => {
    const window = { sort: 'start', order: 'desc', after: null, before: null, offset: 0, limit: 10 } as const;
    const traces = store.reader.window({ ...window, filter: {}, fromEnd: false });
    const marksOf = (trace: number) => traces.find(({ traceId }) => traceId === traceIdOf(trace))?.marks;
    expect(marksOf(1)).toEqual([{ kind: 'guard', name: 'pii', outcome: 'block' }]);
    expect(marksOf(2)).toEqual([{ kind: 'guard', name: 'abuse', outcome: 'flag' }]);
    expect(marksOf(3)).toEqual([
      { kind: 'flag', name: 'long', outcome: 'flag' },
      { kind: 'flag', name: 'risky', outcome: 'flag' },
    ]);
  });

  it('propose what there was', () => {
    const values = (field: string) => store.reader.values({ ...RANGE, field, prefix: '' });
    expect(values('guard')).toEqual(['abuse', 'pii']);
    expect(values('policy')).toEqual(['House rules', 'Other']);
    expect(values('flag')).toEqual(['long', 'risky']);
  });
});
