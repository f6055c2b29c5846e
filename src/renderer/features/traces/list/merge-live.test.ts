import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '../../../../shared/trace.ts';
import { countNew, mergeLive } from './merge-live.ts';

function trace(id: number, second: number, name = 'first'): TraceSummary {
  return {
    traceId: id.toString(16).padStart(32, '0'),
    name,
    service: 'shop',
    startTime: new Date(1_700_000_000_000 + second * 1000).toISOString(),
    durationMs: 1,
    spanCount: 1,
    errorCount: 0,
    status: 'ok',
    provider: null,
    model: null,
    callCount: 0,
    inputTokens: null,
    outputTokens: null,
    costNanos: null,
    costUsd: null,
    unpricedCalls: 0,
    sessionId: null,
    userId: null,
  };
}

const changesOf = (...traces: TraceSummary[]) => new Map(traces.map((each) => [each.traceId, each]));
const names = (traces: TraceSummary[]) =>
  traces.map((each) => `${Number.parseInt(each.traceId, 16)}${each.name[0]}`);

describe('mergeLive', () => {
  const loaded = [trace(3, 30), trace(2, 20), trace(1, 10)];

  it('replaces known traces where they stand', () => {
    expect(names(mergeLive(loaded, changesOf(trace(2, 20, 'second')), true))).toEqual(['3f', '2s', '1f']);
  });

  it('puts new traces at the top, newest first', () => {
    expect(names(mergeLive(loaded, changesOf(trace(4, 40), trace(5, 50)), true))).toEqual([
      '5f',
      '4f',
      '3f',
      '2f',
      '1f',
    ]);
  });

  it('puts late arrivals in their place, and leaves those of later pages out', () => {
    const late = changesOf(trace(6, 15), trace(7, 5));
    expect(names(mergeLive(loaded, late, true))).toEqual(['3f', '2f', '6f', '1f']);
    expect(names(mergeLive(loaded, late, false))).toEqual(['3f', '2f', '6f', '1f', '7f']);
  });

  it('fills an empty list', () => {
    expect(names(mergeLive([], changesOf(trace(1, 1), trace(2, 2)), false))).toEqual(['2f', '1f']);
  });

  it('counts only traces that are not in the list', () => {
    expect(countNew(loaded, changesOf(trace(2, 20), trace(9, 90)))).toBe(1);
  });

  it('is ordered, without doubles, for any changes', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const rows = first.toSorted((a, b) => b - a).map((id) => trace(id, id));
        const merged = mergeLive(rows, changesOf(...second.map((id) => trace(id, id, 'second'))), false);
        const expected = [...new Set([...first, ...second])].sort((a, b) => b - a);
        expect(merged.map((each) => Number.parseInt(each.traceId, 16))).toEqual(expected);
      }),
    );
  });
});
