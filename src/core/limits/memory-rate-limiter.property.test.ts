import { assert, integer, property, array, record, constantFrom, boolean } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { increment, PERIOD_MICROS, remaining, tolerance, waitFor, type Rate } from './gcra.ts';
import { MemoryRateLimiter } from './memory-rate-limiter.ts';

const rate = record({
  amount: integer({ min: 1, max: 5_000 }),
  periodMicros: constantFrom(...Object.values(PERIOD_MICROS)),
  burst: integer({ min: 1, max: 5_000 }),
  single: boolean(),
});

/** A call after a pause (a share of the period), its cost as reserved, the share truly used, and how long it runs. */
const calls = array(
  record({
    pause: integer({ min: 0, max: 60 }),
    cost: integer({ min: 1, max: 2_000 }),
    used: integer({ min: 0, max: 100 }),
    runs: integer({ min: 0, max: 120 }),
    subject: constantFrom('a', 'b', 'c', 'd'),
  }),
  { minLength: 1, maxLength: 60 },
);

interface Passed {
  at: number;
  subject: string;
  units: number;
}

/** Plays the calls; what was truly used counts at the moment it was let through. */
function play(given: Rate, plays: readonly Play[], capacity: number): Passed[] {
  let now = 1_000_000;
  const limiter = new MemoryRateLimiter({ capacity, now: () => now });
  const passed: Passed[] = [];
  let running: { endsAt: number; settle: () => void }[] = [];
  const advance = (to: number) => {
    for (const { endsAt, settle } of running
      .filter((call) => call.endsAt <= to)
      .sort((a, b) => a.endsAt - b.endsAt)) {
      now = Math.max(now, endsAt);
      settle();
    }
    running = running.filter(({ endsAt }) => endsAt > to);
    now = to;
  };
  for (const { pause, cost: asked, used, runs, subject } of plays) {
    advance(now + Math.floor((pause * given.periodMicros) / 100));
    const cost = given.single ? 1 : Math.min(asked, given.burst);
    const step = increment(given, cost);
    const bucket = { name: 'l', subject };
    const outcome = limiter.take([{ ...bucket, step, tolerance: tolerance(given) }]);
    if (!outcome.allowed) continue;
    const units = given.single ? 1 : Math.floor((cost * used) / 100);
    passed.push({ at: now, subject, units });
    const reservedUntil = outcome.now + (outcome.ahead[0] ?? 0);
    const delta = increment(given, units) - step;
    const endsAt = now + Math.floor((runs * given.periodMicros) / 100);
    running.push({ endsAt, settle: () => limiter.correct([{ ...bucket, delta, reservedUntil }]) });
  }
  return passed;
}
interface Play {
  pause: number;
  cost: number;
  used: number;
  runs: number;
  subject: string;
}

/** The most that lies above burst + window / interval in any window that begins and ends with a call. */
function excess(given: Rate, passed: readonly Passed[]): number {
  let worst = -Infinity;
  for (const subject of new Set(passed.map((call) => call.subject))) {
    const own = passed.filter((call) => call.subject === subject);
    for (let from = 0; from < own.length; from += 1) {
      let units = 0;
      for (let to = from; to < own.length; to += 1) {
        units += own[to]?.units ?? 0;
        const window = (own[to]?.at ?? 0) - (own[from]?.at ?? 0);
        worst = Math.max(worst, units - given.burst - (window * given.amount) / given.periodMicros);
      }
    }
  }
  return worst;
}

describe('GCRA in memory', () => {
  it('never lets more through in any window than burst and rate allow, whatever is given back', () => {
    assert(
      property(rate, calls, (given, plays) => {
        expect(excess(given, play(given, plays, 100))).toBeLessThan(1e-6);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps that promise with fewer places than subjects', () => {
    assert(
      property(rate, calls, integer({ min: 1, max: 3 }), (given, plays, capacity) => {
        expect(excess(given, play(given, plays, capacity))).toBeLessThan(1e-6);
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets a refused call through once its wait is over, and not a microsecond earlier', () => {
    assert(
      property(rate, integer({ min: 1, max: 5_000 }), (given, extra) => {
        let now = 5_000_000;
        const limiter = new MemoryRateLimiter({ now: () => now });
        const check = (cost: number) => ({
          name: 'l',
          subject: '',
          step: increment(given, given.single ? 1 : Math.min(cost, given.burst)),
          tolerance: tolerance(given),
        });
        const calls = given.single ? given.burst : 1;
        for (let call = 0; call < calls; call += 1) {
          expect(limiter.take([check(given.burst)]).allowed).toBe(true);
        }
        const next = check(extra);
        const refused = limiter.take([next]);
        expect(refused.allowed).toBe(false);
        const wait = waitFor(refused.ahead[0] ?? 0, next.step, next.tolerance);
        expect(wait).toBeGreaterThan(0);
        now += wait - 1;
        expect(limiter.take([next]).allowed).toBe(false);
        now += 1;
        expect(limiter.take([next]).allowed).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('counts what remains as what can still be taken', () => {
    assert(
      property(rate, integer({ min: 0, max: 5_000 }), (given, before) => {
        const limiter = new MemoryRateLimiter({ now: () => 1 });
        const bucket = { name: 'l', subject: '', tolerance: tolerance(given) };
        const first = given.single ? Math.min(before, 1) : Math.min(before, given.burst);
        const { ahead } = limiter.take([{ ...bucket, step: increment(given, first) }]);
        const left = remaining(given, ahead[0] ?? 0);
        expect(left).toBeGreaterThanOrEqual(given.burst - first - 1);
        expect(left).toBeLessThanOrEqual(given.burst - first);
        if (!given.single && left > 0) {
          expect(limiter.take([{ ...bucket, step: increment(given, left) - 1 }]).allowed).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not make newcomers pay for one who used all of his and is long gone', () => {
    let now = 1_000_000;
    const day = { amount: 100, periodMicros: PERIOD_MICROS.day, burst: 100, single: true };
    const limiter = new MemoryRateLimiter({ capacity: 1_000, now: () => now });
    const call = (subject: string) => {
      const step = increment(day, 1);
      return limiter.take([{ name: 'l', subject, step, tolerance: tolerance(day) }]).allowed;
    };
    for (let calls = 0; calls < 100; calls += 1) call('greedy');
    for (let user = 0; user < 50_000; user += 1) {
      now += 1_000_000;
      expect(call(`user ${user}`)).toBe(true);
    }
    expect(limiter.take([{ name: 'l', subject: 'new', step: 0, tolerance: 0 }]).ahead[0]).toBeLessThan(
      PERIOD_MICROS.day / 50,
    );
  });

  it('charges all buckets of a call or none', () => {
    const limiter = new MemoryRateLimiter({ now: () => 1 });
    const wide = { name: 'wide', subject: '', step: 10, tolerance: 100 };
    const narrow = { name: 'narrow', subject: '', step: 10, tolerance: 10 };
    expect(limiter.take([wide, narrow])).toMatchObject({ allowed: true, ahead: [10, 10] });
    expect(limiter.take([wide, narrow])).toMatchObject({ allowed: false, ahead: [10, 10] });
    expect(limiter.take([wide])).toMatchObject({ allowed: true, ahead: [20] });
  });
});
