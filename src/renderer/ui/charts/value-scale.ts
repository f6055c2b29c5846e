import { countingOf, unitScale } from '../../lib/unit-scales.ts';

/** An axis of values: its ends and its round steps. On a logarithmic one all three are exponents. */
export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ticks: readonly number[];
  readonly logBase: 2 | 10 | null;
}

export interface ScaleWishes {
  readonly unit: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly logBase: 2 | 10 | null;
  /** Bars and areas stand on zero. */
  readonly fromZero: boolean;
  /** About how many steps. */
  readonly count: number;
}

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Beyond it a sum or a difference of two values is no longer a number. */
const LARGEST = 1e300;
/** Below it a value is drawn as nothing. */
const SMALLEST = 1e-290;
/** Of a range that is this small beside its values, steps could not be told apart as numbers. */
const FINEST = 1e-12;
/** A range that reaches down to this part of its top begins at zero. */
const NEAR_ZERO = 0.7;
/** Of the range of the values, as much may stay empty for the sake of a whole step. */
const MOST_EMPTY = 0.5;

/** The axis for values of this extent; null: there are none. */
export function valueScale(extent: Extent | null, wishes: ScaleWishes): ValueScale {
  return wishes.logBase === null ? linearScale(extent, wishes) : logScale(extent, wishes, wishes.logBase);
}

/** Where a value is on the axis, 0 at its bottom and 1 at its top; null where a logarithm has none. */
export function placeOf(value: number, scale: ValueScale): number | null {
  const onAxis = axisValue(value, scale.logBase);
  return onAxis === null ? null : (onAxis - scale.min) / (scale.max - scale.min);
}

/** A value as the axis counts it: itself, or its exponent. Null for what is no number there. */
export function axisValue(value: number | null, logBase: 2 | 10 | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  if (logBase === null) return within(value);
  return value > 0 ? Math.log2(value) / Math.log2(logBase) : null;
}

/** The values at the ticks. */
export function tickValues({ ticks, logBase }: ValueScale): number[] {
  return logBase === null ? [...ticks] : ticks.map((exponent) => logBase ** exponent);
}

function linearScale(extent: Extent | null, wishes: ScaleWishes): ValueScale {
  const { low, high } = ends(extent, wishes);
  const step = Math.max(roundStep((high - low) / wishes.count, wishes.unit), size(low, high) * FINEST);
  const min = wishes.min ?? 0 - roundedUp(-low, step, high - low);
  const max = wishes.max !== null && wishes.max > min ? wishes.max : roundedUp(high, step, high - low);
  const top = max > min ? max : min + step;
  return { min, max: top, step, ticks: multiples(step, min, top), logBase: null };
}

/** The next whole step; where that would leave much of the chart empty, the next quarter of one. */
function roundedUp(end: number, step: number, range: number): number {
  const whole = Math.ceil(end / step - 1e-9) * step + 0;
  if (whole - end <= range * MOST_EMPTY) return whole;
  return Math.ceil((end / step) * 4 - 1e-9) * (step / 4);
}

function ends(extent: Extent | null, { min, max, fromZero }: ScaleWishes): Extent {
  let low = within(min ?? extent?.low ?? 0);
  let high = within(max ?? extent?.high ?? 1);
  if (min === null && low > 0 && (fromZero || low < high * NEAR_ZERO || low === high)) low = 0;
  if (max === null && high < 0 && (fromZero || high > low * NEAR_ZERO || low === high)) high = 0;
  if (high - low < size(low, high) * FINEST * 10) {
    const margin = size(low, high) * 0.1 || 1;
    if (max === null) high += margin;
    if (min === null && low !== 0) low -= margin;
  }
  return high > low ? { low, high } : { low, high: low + (Math.abs(low) || 1) };
}

function within(value: number): number {
  return Math.abs(value) < SMALLEST ? 0 : Math.max(-LARGEST, Math.min(LARGEST, value));
}

const size = (low: number, high: number) => Math.max(Math.abs(low), Math.abs(high));

function multiples(step: number, min: number, max: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  const count = Math.min(100, last - first + 1);
  // Rounded to what the step counts in: 3 * 0.1 is not 0.30000000000000004.
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** In seconds. */
const CLOCK_STEPS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600),
  ...[1, 2, 7, 14, 28].map((days) => days * 86_400),
];

/** The round step at or above `least`, as people count in the unit. */
function roundStep(least: number, unit: string): number {
  if (!(least > 0)) return 1;
  const { factor } = unitScale(unit);
  const inUnit = least * factor;
  const counting = countingOf(unit);
  if (counting === 'time' && inUnit > 0.5) {
    const clock = CLOCK_STEPS.find((step) => step >= inUnit * 0.999);
    if (clock !== undefined) return clock / factor;
  }
  if (counting === 'binary' && inUnit > 1) return 2 ** Math.ceil(Math.log2(inUnit) - 1e-9) / factor;
  const power = 10 ** Math.floor(Math.log10(least));
  const lead = least / power;
  return Number(
    (
      (lead <= 1.001 ? 1 : lead <= 2.001 ? 2 : lead <= 2.501 ? 2.5 : lead <= 5.001 ? 5 : 10) * power
    ).toPrecision(3),
  );
}

function logScale(extent: Extent | null, { min, max, count }: ScaleWishes, base: 2 | 10): ValueScale {
  const exponent = (value: number | null | undefined) =>
    value === null || value === undefined ? null : axisValue(value, base);
  const low = exponent(min) ?? exponent(extent?.low) ?? 0;
  const high = exponent(max) ?? exponent(extent?.high) ?? low + 1;
  const bottom = Math.floor(low + 1e-9);
  const top = Math.max(Math.ceil(high - 1e-9), bottom + 1);
  const step = Math.max(1, Math.ceil((top - bottom) / count));
  const end = bottom + Math.ceil((top - bottom) / step) * step;
  const ticks = Array.from({ length: (end - bottom) / step + 1 }, (_, index) => bottom + index * step);
  return { min: bottom, max: end, step, ticks, logBase: base };
}
