import { formatCompact, formatCount, formatMoney } from '../../lib/format.ts';

export interface BarSeries {
  readonly name: string;
  readonly colour: `--${string}`;
  /** One a bucket, oldest first. */
  readonly values: readonly number[];
}

export interface BarsOverTime {
  /** Start of the first bucket, milliseconds. */
  readonly start: number;
  readonly bucketMs: number;
  readonly series: readonly BarSeries[];
  /** What the values are: counts, unless they are nano-dollars. */
  readonly unit?: 'count' | 'money';
  /** A bucket was clicked. */
  readonly onPick?: (bucket: number) => void;
}

/** How values of a unit are written: short at the axis, in full in the tooltip. */
export const UNIT_FORMATS = {
  count: { axis: formatCompact, tooltip: formatCount },
  money: { axis: formatNanos, tooltip: formatNanos },
} as const;

function formatNanos(nanos: number): string {
  return formatMoney(BigInt(Math.round(nanos)));
}
