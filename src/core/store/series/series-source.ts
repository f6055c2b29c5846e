/** The labels of a series by name; its metric name is `__name__`. Values are never empty: an empty label is no label. */
export type Labels = Readonly<Record<string, string>>;

/** `=~` and `!~` are anchored at both ends, as in PromQL. */
export interface LabelMatcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** Samples of one series, oldest first: column for column. A value may be NaN; a stale marker is `isStale`. */
export interface SeriesSamples {
  readonly labels: Labels;
  /** Milliseconds since 1970, whole. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How many of the first samples are aggregates of downsampled steps; the rest are real ones. Default: none. */
  readonly downsampled?: number;
}

/**
 * Which of the values that are left of samples that were downsampled. `last` are real samples with their real times, from
 * which rates can be taken; the others are of the whole step that ends at the sample's time.
 */
export type Aggregate = 'last' | 'min' | 'max' | 'sum' | 'count';

export interface Selection {
  readonly matchers: readonly LabelMatcher[];
  /** Both ends belong to it. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Where samples of full resolution are there, all of them are given, whatever this says. Default: last. */
  readonly aggregate?: Aggregate;
}

/** What PromQL reads: the local store, or samples in memory. */
export interface SeriesSource {
  /** Series with at least one sample in the range. */
  select(selection: Selection): SeriesSamples[];
}

const STALE_HIGH = 0x7ff00000;
const STALE_LOW = 2;

/** Whether a value is Prometheus's marker of a series that has ended (a NaN with the payload 2), by its bits. */
export function isStale(values: Float64Array, index: number): boolean {
  const bits = new Uint32Array(values.buffer, values.byteOffset + index * 8, 2);
  return bits[0] === STALE_LOW && bits[1] === STALE_HIGH;
}

/** Writes the marker. Through its bits: a NaN that passes through a variable may lose its payload. */
export function markStale(values: Float64Array, index: number): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset + index * 8, 2);
  bits[0] = STALE_LOW;
  bits[1] = STALE_HIGH;
}
