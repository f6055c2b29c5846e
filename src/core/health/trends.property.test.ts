import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEALTH_RANGES, HEALTH_STATES, RANGE_MS, type HealthState } from '../../shared/health/index.ts';
import { writeBrief } from './brief.ts';
import { incidentsOf } from './incidents.ts';
import { timeline, type RecordOutline } from './timeline.ts';
import { trendsOf } from './trends.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

function outline(
  minutesAgo: number,
  state: HealthState,
  score: number,
  kind: RecordOutline['kind'] = 'interval',
) {
  const components = [{ component: 'database', state, score } as const];
  return {
    id: 10_000 - minutesAgo,
    atMs: NOW - minutesAgo * MINUTE,
    kind,
    state,
    score,
    brief: writeBrief(components),
  };
}

const records = fc
  .array(
    fc.record({
      minutesAgo: fc.integer({ min: 0, max: 45_000 }),
      state: fc.constantFrom(...HEALTH_STATES),
      score: fc.integer({ min: 0, max: 100 }),
      kind: fc.constantFrom<RecordOutline['kind'][]>('start', 'change', 'interval', 'stop'),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list
      .map((each) => outline(each.minutesAgo, each.state, each.score, each.kind))
      .sort((a, b) => a.atMs - b.atMs),
  );

const segmentsOf = (list: readonly RecordOutline[], range: keyof typeof RANGE_MS) =>
  timeline(list, { fromMs: NOW - RANGE_MS[range], toMs: NOW, holdMs: 6 * MINUTE });

describe('trends', () => {
  it('share out the whole range, and every score is one that was recorded or lies between', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(...HEALTH_RANGES), (list, range) => {
        const trends = trendsOf(range, NOW, segmentsOf(list, range));
        const { healthy, degraded, unhealthy, unknown } = trends.shares;
        expect(healthy + degraded + unhealthy + unknown).toBeCloseTo(1, 6);
        const scores = list.map(({ score }) => score);
        for (const score of trends.score) {
          if (score === null) continue;
          expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 0.1);
          expect(score).toBeLessThanOrEqual(Math.max(...scores) + 0.1);
        }
        expect(trends.score.map((score) => score === null)).toEqual(
          trends.states.map((state) => state === null),
        );
        expect(trends.score.length * trends.bucketSeconds * 1000).toBeCloseTo(RANGE_MS[range]);
      }),
      { numRuns: 60 },
    );
  });

  it('hold a record until the next, weigh by time, and know nothing after an end', () => {
    const list = [
      outline(30, 'healthy', 100, 'start'),
      outline(25, 'degraded', 60, 'change'),
      outline(20, 'healthy', 90, 'change'),
      outline(15, 'healthy', 90, 'stop'),
    ];
    const { score, states, shares, components } = trendsOf('1h', NOW, segmentsOf(list, '1h'));
    expect(score.slice(29, 46)).toEqual([
      null,
      100,
      100,
      100,
      100,
      100,
      60,
      60,
      60,
      60,
      60,
      90,
      90,
      90,
      90,
      90,
      null,
    ]);
    expect(states[36]).toBe('degraded');
    expect(shares.degraded).toBeCloseTo(5 / 60);
    expect(shares.unknown).toBeCloseTo(45 / 60);
    const database = components.find(({ component }) => component === 'database');
    expect(database?.records[36]).toBe(9_975);
    expect(
      components.find(({ component }) => component === 'caches')?.score.every((each) => each === null),
    ).toBe(true);
  });

  it('do not stretch the last record of an engine that was killed', () => {
    const { shares } = trendsOf('1h', NOW, segmentsOf([outline(50, 'healthy', 100, 'start')], '1h'));
    expect(shares.healthy).toBeCloseTo(6 / 60);
  });
});

describe('incidents', () => {
  it('do not overlap, and last as long as what was not healthy', () => {
    fc.assert(
      fc.property(records, (list) => {
        const segments = segmentsOf(list, '30d');
        const found = incidentsOf(segments, NOW);
        const lasted = found.reduce((sum, each) => sum + each.durationSeconds, 0);
        const unwell = segments.filter(({ state }) => state !== 'healthy');
        expect(lasted).toBeCloseTo(unwell.reduce((sum, each) => sum + each.toMs - each.fromMs, 0) / 1000);
        for (const [index, each] of found.entries()) {
          const next = found[index + 1];
          if (next !== undefined)
            expect(each.startMs + each.durationSeconds * 1000).toBeLessThanOrEqual(next.startMs);
        }
      }),
      { numRuns: 60 },
    );
  });
});
