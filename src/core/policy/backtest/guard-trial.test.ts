import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../store/index.ts';
import { traceIdOf } from '../../store/testing/stored-spans.ts';
import { GuardTrial } from './guard-trial.ts';

function run(number: number, wish: Partial<RecordedRun>): RecordedRun {
  return {
    traceId: traceIdOf(number),
    spanId: '0000000000000001',
    startMs: 0,
    durationMs: 100,
    org: '',
    workspace: '',
    user: '',
    provider: 'openai',
    model: 'gpt-4o',
    direction: 'input',
    outcome: 'pass',
    score: null,
    blockedBy: null,
    isBlockedByOthers: false,
    costNanos: 5n,
    ...wish,
  };
}

const RUNS = [
  run(1, { score: 0.4 }),
  run(2, { score: 0.7, outcome: 'flag' }),
  run(3, { score: 0.95, outcome: 'block', blockedBy: 'guard_input', costNanos: null }),
  run(4, { score: 0.95, outcome: 'block', blockedBy: 'guard_input', isBlockedByOthers: true }),
  run(5, { outcome: 'failed_open' }),
  run(6, { score: 0.9, outcome: 'flag', blockedBy: 'policy' }),
];

function tried(threshold: number | null, action: 'block' | 'flag' | null) {
  const subject = { kind: 'guard', guard: 'abuse', direction: null, threshold, action } as const;
  const findings = new GuardTrial(subject, { total: RUNS.length, page: () => RUNS }).page();
  return findings.map(({ changes, after, costBefore, costAfter }) => ({
    changes,
    after: after.text,
    saved: costBefore !== null && costAfter !== null ? costBefore - costAfter : null,
  }));
}

describe('a backtest of a guard', () => {
  it('tells what a lower threshold would have caught', () => {
    expect(tried(0.3, null).map(({ changes }) => changes)).toEqual([['flags'], [], [], [], [], []]);
  });

  it('tells what blocking would have refused and saved', () => {
    expect(tried(0.6, 'block')).toMatchObject([
      { changes: [], after: 'pass', saved: 0n },
      { changes: ['blocked'], after: 'block', saved: 5n },
      { changes: [], after: 'block' },
      { changes: [], after: 'block' },
      { changes: [], after: 'failed open' },
      { changes: [] },
    ]);
  });

  it('tells what a higher threshold would have let pass, unless another guard refuses it too', () => {
    expect(tried(0.99, null).map(({ changes }) => changes)).toEqual([
      [],
      ['flags'],
      ['unblocked'],
      [],
      [],
      [],
    ]);
  });
});
