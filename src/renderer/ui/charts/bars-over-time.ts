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
  /** A bucket was clicked. */
  readonly onPick?: (bucket: number) => void;
}
