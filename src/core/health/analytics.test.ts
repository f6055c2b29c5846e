import { describe, expect, it } from 'vitest';
import type { HealthReason, HealthReport } from '../../shared/health/index.ts';
import { analyticsOf } from './analytics.ts';
import { writeBrief } from './brief.ts';
import type { Segment } from './timeline.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const SLOW: HealthReason = {
  fact: 'event_loop_p99',
  subject: null,
  points: 60,
  text: 'Event-loop delay p99 240 ms: degraded from 100 ms.',
};

function segment(
  record: number,
  fromHours: number,
  hours: number,
  state: Segment['state'],
  score: number,
): Segment {
  const fromMs = NOW - fromHours * HOUR;
  const brief = writeBrief([
    { component: 'system', state, score },
    { component: 'database', state: 'healthy', score: 100 },
  ]);
  return { record, fromMs, toMs: fromMs + hours * HOUR, state, score, brief };
}

const report = (reasons: HealthReason[]): HealthReport => ({
  at: new Date(NOW).toISOString(),
  state: 'healthy',
  score: 100,
  since: new Date(NOW).toISOString(),
  tookMs: 3,
  dependencies: [],
  components: [
    {
      component: 'system',
      state: reasons.length === 0 ? 'healthy' : 'degraded',
      score: 100,
      since: new Date(NOW).toISOString(),
      tookMs: 1,
      facts: [],
      reasons,
    },
  ],
});

describe('analytics', () => {
  const segments = [
    segment(1, 10, 4, 'healthy', 100),
    segment(2, 6, 1, 'degraded', 60),
    segment(3, 5, 1, 'unhealthy', 40),
    segment(4, 4, 4, 'healthy', 100),
  ];
  const reasons = [
    { record: 2, reasons: [{ component: 'system' as const, ...SLOW }] },
    { record: 3, reasons: [{ component: 'system' as const, ...SLOW, points: 40 }] },
  ];

  it('count uptime, incidents and the time to mend of the known time', () => {
    const found = analyticsOf({ range: '24h', toMs: NOW, segments, reasons, now: report([]) });
    expect(found).toMatchObject({
      knownSeconds: 36_000,
      uptimeShare: 0.9,
      healthyShare: 0.8,
      meanScore: 90,
      incidentCount: 1,
      mttrSeconds: 7_200,
      flaps: 3,
    });
    expect(found.incidents).toEqual([
      {
        start: '2026-11-22T06:00:00.000Z',
        end: '2026-11-22T08:00:00.000Z',
        durationSeconds: 7_200,
        worst: 'unhealthy',
        lowestScore: 40,
        record: 3,
        components: [{ component: 'system', seconds: 7_200 }],
        reasons: [SLOW.text],
      },
    ]);
    expect(found.components.map(({ component, notHealthyShare }) => [component, notHealthyShare])).toEqual([
      ['system', 0.2],
      ['database', 0],
    ]);
  });

  it('name what they conclude from, and rank what is so now before what was', () => {
    const past = analyticsOf({ range: '24h', toMs: NOW, segments, reasons, now: report([]) });
    expect(past.issues).toMatchObject([
      { fact: 'event_loop_p99', current: false, title: 'System: Event-loop delay p99', severity: 9.6 },
    ]);
    expect(past.issues[0]?.evidence[0]).toBe(
      '20 % of the known time in the last 24h: 2 records say so, the worst with 40 points.',
    );
    const current = { ...SLOW, fact: 'disk_free', points: 79, text: 'Disk is nearly full.' };
    const now = analyticsOf({ range: '24h', toMs: NOW, segments, reasons, now: report([current]) });
    expect(now.issues.map(({ fact, current: isNow }) => [fact, isNow])).toEqual([
      ['disk_free', true],
      ['event_loop_p99', false],
    ]);
    expect(now.issues[0]?.evidence).toEqual(['Now: Disk is nearly full.']);
    expect(now.issues[0]?.recommendation).toContain('Free the disk');
  });

  it('say nothing where nobody looked', () => {
    expect(analyticsOf({ range: '1h', toMs: NOW, segments: [], reasons: [], now: report([]) })).toMatchObject(
      {
        uptimeShare: null,
        meanScore: null,
        mttrSeconds: null,
        incidents: [],
        issues: [],
      },
    );
  });
});
