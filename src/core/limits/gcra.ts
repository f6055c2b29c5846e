import type { RatePeriod } from '../../shared/limits.ts';

/*
 * The Generic Cell Rate Algorithm (ITU-T I.371, annex A; ATM Forum TM 4.1) as virtual scheduling: one number a bucket,
 * the theoretical arrival time (TAT) at which it is full again. A call of cost c moves it by c emission intervals and
 * conforms when it then lies at most the tolerance ahead of now. In any window of length W so at most
 * burst + W / interval units conform.
 *
 * All of it is whole microseconds in safe integers, so that memory and Redis (whose Lua has doubles) agree to the last.
 * Every rounding is upwards for what a call costs: the rate may be too strict by a microsecond a call, never too lax.
 */

export const PERIOD_MICROS: Record<RatePeriod, number> = {
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
};

export interface Rate {
  readonly amount: number;
  readonly periodMicros: number;
  /** Units that may come at once. */
  readonly burst: number;
  /** Every call costs one unit: then a burst of them fits exactly. */
  readonly single: boolean;
}

/** By how many microseconds a call of this cost moves the bucket. */
export function increment({ amount, periodMicros }: Rate, cost: number): number {
  const product = cost * periodMicros;
  if (Number.isSafeInteger(product)) return Math.ceil(product / amount);
  const divisor = BigInt(amount);
  return Number((BigInt(cost) * BigInt(periodMicros) + divisor - 1n) / divisor);
}

/** How far ahead of now the bucket may be, in microseconds. */
export function tolerance(rate: Rate): number {
  return rate.single ? rate.burst * increment(rate, 1) : increment(rate, rate.burst);
}

/** Units that are left, from how far the bucket is ahead of now. */
export function remaining(rate: Rate, aheadMicros: number): number {
  const room = tolerance(rate) - Math.max(0, aheadMicros);
  if (room <= 0) return 0;
  if (rate.single) return Math.floor(room / increment(rate, 1));
  return Math.min(rate.burst, Math.floor((room / rate.periodMicros) * rate.amount));
}

/** True when a call that costs `step` microseconds conforms. */
export function conforms(aheadMicros: number, step: number, toleranceMicros: number): boolean {
  return Math.max(0, aheadMicros) + step <= toleranceMicros;
}

/** Microseconds until it would. */
export function waitFor(aheadMicros: number, step: number, toleranceMicros: number): number {
  return Math.max(0, Math.max(0, aheadMicros) + step - toleranceMicros);
}

/**
 * How much of what a call reserved can be given back once it is known to have used less: only the part of the bucket
 * that has not drained yet. The rest has lapsed; giving it back would let later calls have it a second time.
 */
export function refundable(unusedMicros: number, reservedUntil: number, now: number): number {
  return Math.max(0, Math.min(unusedMicros, reservedUntil - now));
}
