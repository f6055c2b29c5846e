import { formatAbsolute, formatClock, formatRelative } from './format-time.ts';
import { NOTHING } from './format.ts';
import { unitScale, type UnitScale } from './unit-scales.ts';

/** A value as it is written, in parts: big figures show the unit smaller than the digits. */
export interface UnitParts {
  readonly prefix: string;
  readonly digits: string;
  /** With the space that belongs before it. */
  readonly suffix: string;
}

const MOST_DECIMALS = 20;
/** Beyond these sizes digits are counted, not read. */
const SCIENTIFIC_ABOVE = 1e16;
const SCIENTIFIC_BELOW = 1e-6;
/** Nor are so many of the largest step of a unit: 1e300, not 1e288T. */
const MOST_OF_LARGEST = 1e4;

/**
 * A number in one of Grafana's units: (0.0123, 's') -> "12.3 ms", (1536, 'bytes') -> "1.5 KiB", (0.5, 'percentunit') ->
 * "50%". An unknown unit is written behind the number. Null is "–", no number "NaN", infinities "∞". Without `decimals`
 * three digits count.
 */
export function formatUnit(value: number | null, unit: string, decimals?: number | null): string {
  const { prefix, digits, suffix } = unitParts(value, unit, decimals);
  return digits.startsWith('-') ? `-${prefix}${digits.slice(1)}${suffix}` : `${prefix}${digits}${suffix}`;
}

/** The same in parts. A negative sign is with the digits. */
export function unitParts(value: number | null, unit: string, decimals?: number | null): UnitParts {
  if (value === null) return plain(NOTHING);
  if (!Number.isFinite(value)) return plain(Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞');
  const special = SPECIAL.get(unit);
  if (special !== undefined) return plain(special(value, decimals));
  if (unit === 'percentunit') return scaled(value * 100, unitScale('percent'), decimals);
  return scaled(value, unitScale(unit), decimals);
}

/**
 * The ticks of an axis: one step of the unit and as many decimals for all, so that they can be compared at a glance.
 * "0 ms, 250 ms, 500 ms", not "0, 250 ms, 0.5 s".
 */
export function formatTicks(ticks: readonly number[], unit: string): string[] {
  const size = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0);
  if (SPECIAL.has(unit) || size > Number.MAX_VALUE / 1e3) return ticks.map((tick) => formatUnit(tick, unit));
  const percent = unit === 'percentunit';
  const { factor, steps, prefix = '' } = unitScale(percent ? 'percent' : unit);
  const inLadder = factor * (percent ? 100 : 1);
  const step = stepFor(size * inLadder, steps);
  const shown = ticks.map((tick) => (tick * inLadder) / step.from);
  const digits = decimalsToTellApart(shown);
  const isBeyond = shown.some((tick) => Math.abs(tick) >= SCIENTIFIC_ABOVE);
  return shown.map((tick) => {
    const text = tick === 0 ? '0' : isBeyond ? scientific(tick) : fixedDigits(tick, digits);
    const suffix = tick === 0 && prefix === '' ? step.suffix.replace(/^[kMBTG]$/, '') : step.suffix;
    return text.startsWith('-') ? `-${prefix}${text.slice(1)}${suffix}` : `${prefix}${text}${suffix}`;
  });
}

const plain = (digits: string): UnitParts => ({ prefix: '', digits, suffix: '' });

function scaled(
  value: number,
  { factor, steps, prefix = '' }: UnitScale,
  decimals?: number | null,
): UnitParts {
  const inLadder = value * factor;
  const step = stepFor(Math.abs(inLadder), steps);
  const shown = inLadder / step.from;
  if (decimals !== undefined && decimals !== null) {
    return { prefix, digits: fixedDigits(shown, Math.min(decimals, MOST_DECIMALS)), suffix: step.suffix };
  }
  const digits = significantDigits(shown, prefix === '' ? 0 : 2);
  // 999.6 ms is read as 1 s, not as 1,000 ms.
  const next = steps.find(({ from }) => from > Math.abs(inLadder));
  if (next !== undefined && Math.abs(Number(digits.replaceAll(',', ''))) * step.from >= next.from) {
    return { prefix, digits: significantDigits(inLadder / next.from, 0), suffix: next.suffix };
  }
  return { prefix, digits, suffix: step.suffix };
}

function stepFor(size: number, steps: UnitScale['steps']): UnitScale['steps'][number] {
  const base = steps.find(({ from }) => from === 1) ?? steps[0] ?? { from: 1, suffix: '' };
  const largest = steps.at(-1) ?? base;
  const isBeyond = largest.from > 1 && size >= largest.from * MOST_OF_LARGEST;
  if (size === 0 || isBeyond) return base;
  return steps.findLast(({ from }) => size >= from) ?? steps[0] ?? base;
}

/** Three digits that count; whole numbers below 1,000,000 whole. `least` decimals from one on, for money. */
function significantDigits(value: number, least: number): string {
  const size = Math.abs(value);
  if (size === 0) return least > 0 ? '0.00' : '0';
  if (size >= SCIENTIFIC_ABOVE || size < SCIENTIFIC_BELOW) return scientific(value);
  if (size >= 100) return fixedDigits(value, least > 0 && size < 1_000 ? least : 0);
  const decimals = size >= 10 ? 1 : size >= 1 ? 2 : 2 - Math.floor(Math.log10(size));
  if (least > 0 && size >= 1) return fixedDigits(value, least);
  return trimZeros(value.toFixed(Math.min(decimals, MOST_DECIMALS)));
}

const GROUPED = new Map<number, Intl.NumberFormat>();

function fixedDigits(value: number, decimals: number): string {
  if (Math.abs(value) >= SCIENTIFIC_ABOVE) return scientific(value);
  let format = GROUPED.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    GROUPED.set(decimals, format);
  }
  return format.format(value).replace(/^-(0(?:\.0*)?)$/, '$1');
}

function scientific(value: number): string {
  return value
    .toExponential(2)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text;
}

/** As few as keep neighbours different, and their rounding below a hundredth of their distance. */
function decimalsToTellApart(ticks: readonly number[]): number {
  const gaps = ticks.slice(1).map((tick, index) => Math.abs(tick - (ticks[index] ?? tick)));
  const least = Math.min(...gaps.filter((gap) => gap > 0));
  if (!Number.isFinite(least)) return 0;
  for (let decimals = 0; decimals <= 12; decimals++) {
    const unit = 10 ** -decimals;
    if (ticks.every((tick) => Math.abs(tick - Math.round(tick / unit) * unit) < least / 100)) return decimals;
  }
  return 12;
}

const isoOf = (ms: number) => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null);
const onDate = (write: (iso: string) => string) => (ms: number) => {
  const iso = isoOf(ms);
  return iso === null ? scientific(ms) : write(iso);
};

/** Units that are no number with a suffix. Dates are milliseconds since 1970. */
const SPECIAL: ReadonlyMap<string, (value: number, decimals?: number | null) => string> = new Map([
  ['dateTimeAsIso', onDate(formatAbsolute)],
  ['dateTimeAsIsoNoDateIfToday', onDate(shortDate)],
  ['dateTimeAsUS', onDate(formatAbsolute)],
  ['dateTimeAsUSNoDateIfToday', onDate(shortDate)],
  ['dateTimeAsLocal', onDate(formatAbsolute)],
  ['dateTimeAsSystem', onDate(formatAbsolute)],
  ['dateTimeFromNow', onDate((iso) => formatRelative(iso, Date.now()))],
  ['bool', (value: number) => (value === 0 ? 'false' : 'true')],
  ['bool_yes_no', (value: number) => (value === 0 ? 'no' : 'yes')],
  ['bool_on_off', (value: number) => (value === 0 ? 'off' : 'on')],
  ['locale', (value: number, decimals?: number | null) => localeNumber(value, decimals)],
  ['string', (value: number) => String(value)],
  ['sci', (value: number, decimals?: number | null) => value.toExponential(decimals ?? 2)],
  ['hex', (value: number) => Math.round(value).toString(16)],
  ['hex0x', (value: number) => `0x${Math.round(value).toString(16)}`],
]);

function shortDate(iso: string): string {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  return isToday ? formatClock(iso) : formatAbsolute(iso);
}

function localeNumber(value: number, decimals?: number | null): string {
  return decimals === undefined || decimals === null
    ? new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 }).format(value)
    : fixedDigits(value, decimals);
}
