import { describe, expect, it } from 'vitest';
import { planAlertmanager, planGroup, RESEND_MS, type CurrentAlert, type Plan } from './plan-notification.ts';

const TIMING = { groupWaitMs: 10, groupIntervalMs: 100, repeatIntervalMs: 1_000, sendResolved: true };
const alert = (fingerprint: string, change: Partial<CurrentAlert> = {}): CurrentAlert => ({
  fingerprint,
  labels: { alertname: fingerprint },
  annotations: {},
  value: '1',
  startsMs: 0,
  endsMs: null,
  isSilenced: false,
  ...change,
});
const told = ({ alerts }: Plan) =>
  alerts?.map(({ fingerprint, endsMs }) => `${fingerprint}${endsMs === null ? '' : ' ended'}`) ?? null;
const plan = (before: Plan | null, current: CurrentAlert[], nowMs: number, timing = TIMING) =>
  planGroup(before?.group ?? null, {}, current, timing, nowMs);

describe('a group of alerts', () => {
  it('waits for others, tells changes at most every interval, repeats, and tells the end', () => {
    const first = plan(null, [alert('a')], 0);
    expect(told(first)).toBeNull();
    const waited = plan(first, [alert('a'), alert('b')], 10);
    expect(told(waited)).toEqual(['a', 'b']);
    const early = plan(waited, [alert('a'), alert('b'), alert('c')], 50);
    expect(told(early)).toBeNull();
    const changed = plan(early, [alert('a'), alert('c')], 110);
    expect(told(changed)).toEqual(['a', 'c', 'b ended']);
    expect(told(plan(changed, [alert('a'), alert('c')], 1_109))).toBeNull();
    const repeat = plan(changed, [alert('a'), alert('c')], 1_110);
    expect([told(repeat), repeat.isRepeat]).toEqual([['a', 'c'], true]);
    const over = plan(repeat, [alert('a', { endsMs: 1_150 })], 1_210);
    expect(told(over)).toEqual(['a ended', 'c ended']);
    expect(over.group).toBeNull();
    expect(over.alerts?.map(({ endsMs }) => endsMs)).toEqual([1_150, 1_210]);
  });

  it('that is over before it was told is never told', () => {
    const first = plan(null, [alert('a')], 0);
    expect(plan(first, [], 5)).toEqual({ group: null, alerts: null, isRepeat: false });
  });

  it('says nothing of silenced alerts, and nothing of their end', () => {
    expect(plan(null, [alert('a', { isSilenced: true })], 0).group).toBeNull();
    const sent = plan(plan(null, [alert('a'), alert('b')], 0), [alert('a'), alert('b')], 10);
    const silenced = plan(sent, [alert('a'), alert('b', { isSilenced: true })], 500);
    expect(told(silenced)).toBeNull();
    const ended = plan(silenced, [alert('a'), alert('b', { isSilenced: true, endsMs: 600 })], 700);
    expect(told(ended)).toBeNull();
    expect(ended.group?.told.map(({ fingerprint }) => fingerprint)).toEqual(['a']);
  });

  it('tells no end where nobody wants to hear of it', () => {
    const timing = { ...TIMING, sendResolved: false };
    const sent = plan(plan(null, [alert('a')], 0, timing), [alert('a')], 10, timing);
    const over = plan(sent, [], 500, timing);
    expect([told(over), over.group]).toEqual([null, null]);
  });
});

describe('an Alertmanager', () => {
  const next = (before: Plan | null, current: CurrentAlert[], nowMs: number) =>
    planAlertmanager(before?.group ?? null, current, nowMs);

  it('is told at once of changes, again each minute, and of ends for a quarter of an hour', () => {
    const first = next(null, [alert('a')], 0);
    expect(told(first)).toEqual(['a']);
    expect(told(next(first, [alert('a')], RESEND_MS - 1))).toBeNull();
    const again = next(first, [alert('a')], RESEND_MS);
    expect([told(again), again.isRepeat]).toEqual([['a'], true]);
    const ended = next(again, [alert('a', { endsMs: RESEND_MS + 5 })], RESEND_MS + 10);
    expect([told(ended), ended.isRepeat]).toEqual([['a ended'], false]);
    const reminded = next(ended, [], 3 * RESEND_MS);
    expect([told(reminded), reminded.isRepeat]).toEqual([['a ended'], true]);
    expect(next(reminded, [], 20 * RESEND_MS).group).toBeNull();
    expect(told(next(ended, [alert('a')], RESEND_MS + 20))).toEqual(['a']);
  });
});
