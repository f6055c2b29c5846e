import { describe, expect, it } from 'vitest';
import { similaritySettingsSchema, type Contrast } from '../../shared/similarity.ts';
import { canChangeCalls, judge } from './judge.ts';

const near = (score: number, contrasts: Contrast[] = []) => ({ score, id: 'it', contrasts });
const NONE = { recent: null, bad: null, good: null };
const BLOCKING = similaritySettingsSchema.parse({
  bad: { threshold: 0.8, action: 'block' },
  recent: { threshold: 0.9, action: 'warn' },
});

describe('judging how alike a prompt is', () => {
  it('acts from the threshold on, by the strongest action', () => {
    expect(judge({ ...NONE, bad: near(0.8) }, BLOCKING).outcome).toBe('block');
    expect(judge({ ...NONE, bad: near(0.79) }, BLOCKING).outcome).toBe('pass');
    expect(judge({ ...NONE, recent: near(0.95) }, BLOCKING).outcome).toBe('warn');
    expect(judge({ ...NONE, recent: near(0.95), bad: near(0.85) }, BLOCKING)).toMatchObject({
      outcome: 'block',
      reason: '0.85 like a known bad prompt',
    });
    expect(judge(NONE, BLOCKING)).toMatchObject({ outcome: 'pass', reason: 'nothing to compare with yet' });
  });

  it('lets known good win where it is nearer, and never where it says the opposite', () => {
    expect(judge({ ...NONE, bad: near(0.9), good: near(0.95) }, BLOCKING).outcome).toBe('allow');
    expect(judge({ ...NONE, bad: near(0.96), good: near(0.95) }, BLOCKING).outcome).toBe('block');
    expect(judge({ ...NONE, bad: near(0.9), good: near(0.95, ['negation']) }, BLOCKING).outcome).toBe(
      'block',
    );
  });

  it('takes nothing from known bad for a contrast, and says it', () => {
    const judged = judge({ ...NONE, bad: near(0.9, ['number', 'name']) }, BLOCKING);
    expect(judged).toEqual({
      outcome: 'block',
      reason: '0.90 like a known bad prompt, but differs in: number, name',
      contrast: true,
    });
  });

  it('makes calls wait only where its outcome can change them', () => {
    const settings = (given: object) => similaritySettingsSchema.parse(given);
    const empty = { bad: 0, good: 5 };
    expect(canChangeCalls(settings({}), { bad: 5, good: 5 })).toBe(false);
    expect(canChangeCalls(BLOCKING, empty)).toBe(true);
    const badOnly = settings({ bad: { threshold: 0.8, action: 'block' } });
    expect(canChangeCalls(badOnly, empty)).toBe(false);
    expect(canChangeCalls(badOnly, { bad: 1, good: 0 })).toBe(true);
    expect(canChangeCalls(settings({ failureMode: 'closed' }), empty)).toBe(true);
  });
});
