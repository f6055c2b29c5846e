import { nanosToUsd } from '../../shared/money.ts';

/**
 * Numbers as people read them. Each has its exact form beside it for hovering and copying.
 * The console speaks English; digits and grouping are therefore fixed to en-US, times to the user's own zone.
 */
const LOCALE = 'en-US';
const WHOLE = new Intl.NumberFormat(LOCALE);
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 1 });

export const NOTHING = '–';

/** 1234 -> "1,234". */
export function formatCount(value: number): string {
  return WHOLE.format(value);
}

/** 950 -> "950", 1234 -> "1.2k", 3400000 -> "3.4M". */
export function formatCompact(value: number): string {
  return COMPACT.format(value).replace('K', 'k');
}

/** A count of things that people compare: 3470 -> "3,470", 123456 -> "123.5k". */
export function formatTally(value: number): string {
  return Math.abs(value) < 100_000 ? formatCount(value) : formatCompact(value);
}

/** 1234 -> "1.2k tok". */
export function formatTokens(tokens: number | null): string {
  return tokens === null ? NOTHING : `${formatCompact(tokens)} tok`;
}

/** 0.0312 -> "3.1 %". Small shares do not become 0: 0.0004 -> "<0.1 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  return `${percent >= 10 || Number.isInteger(percent) ? formatCount(Math.round(percent)) : percent.toFixed(1)} %`;
}

/** 0.42 -> "420 µs", 312.4 -> "312 ms", 2400 -> "2.4 s", 75000 -> "1m 15s". */
export function formatDuration(ms: number | null): string {
  if (ms === null) return NOTHING;
  if (ms === 0) return '0 ms';
  if (ms < 1) return `${significant(ms * 1_000)} µs`;
  if (ms < 999.5) return `${ms < 10 ? significant(ms) : Math.round(ms)} ms`;
  if (ms < 59_950) return `${significantTenth(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}h ${String(minutes % 60).padStart(2, '0')}m`;
}

export function formatMicros(micros: number | null): string {
  return formatDuration(micros === null ? null : micros / 1_000);
}

/** 312.4191 -> "312.419 ms": for hovering. */
export function exactDuration(ms: number | null): string {
  return ms === null
    ? 'not known'
    : `${new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 }).format(ms)} ms`;
}

/**
 * Nano-dollars as dollars for reading: two decimals from a dollar on, below it two significant digits.
 * "4300000" -> "$0.0043", "12345678901" -> "$12.35", null (no price known) -> "unknown".
 */
export function formatMoney(nanos: string | bigint | null): string {
  if (nanos === null) return 'unknown';
  const value = BigInt(nanos);
  if (value === 0n) return '$0.00';
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  return `${negative ? '-' : ''}$${groupWhole(roundedDollars(magnitude))}`;
}

/** All digits: "4300000" -> "$0.0043", exactly. */
export function exactMoney(nanos: string | bigint | null): string {
  if (nanos === null) return 'cost unknown: no price is known for the model';
  const value = BigInt(nanos);
  return value < 0n ? `-$${nanosToUsd(-value)}` : `$${nanosToUsd(value)}`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** 1536 -> "1.5 KiB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_024 && unit < BYTE_UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : significantTenth(value)} ${BYTE_UNITS[unit] ?? 'B'}`;
}

function significant(value: number): string {
  return value < 10 ? trimZeros(value.toFixed(1)) : String(Math.round(value));
}

function significantTenth(value: number): string {
  return trimZeros(value.toFixed(1));
}

function trimZeros(text: string): string {
  return text.replace(/\.0$/, '');
}

/** Rounds half up in integers: no floating dollar is ever made. */
function roundedDollars(nanos: bigint): string {
  const unit = 10n ** BigInt(9 - decimalsFor(nanos));
  const rounded = ((nanos + unit / 2n) / unit) * unit;
  const [whole = '0', fraction = ''] = nanosToUsd(rounded).split('.');
  return `${whole}.${fraction.padEnd(decimalsFor(rounded), '0')}`;
}

/** Two decimals from a dollar on; below it as many as two significant digits need. */
function decimalsFor(nanos: bigint): number {
  return Math.min(9, Math.max(2, 11 - nanos.toString().length));
}

function groupWhole(dollars: string): string {
  const [whole = '0', fraction = ''] = dollars.split('.');
  return `${WHOLE.format(BigInt(whole))}.${fraction}`;
}
