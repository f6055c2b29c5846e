/** What is known of a metric before anything is counted. */
export interface MetricDefinition<L extends readonly string[] = readonly string[]> {
  /** As PromQL names it: a counter ends in `_total`, a histogram stands without `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** One sentence without its full stop, as Prometheus writes them. */
  readonly help: string;
  readonly labels: L;
  /**
   * Those of the labels whose values come from outside. When a family is full, what is new is counted under `other` in
   * these, so that no caller can make it grow.
   */
  readonly open?: readonly L[number][];
  /** Upper bounds of a histogram's buckets, ascending, without infinity. */
  readonly buckets?: readonly number[];
}

/** Values in the order of the definition's labels. An empty value is no label. */
export type LabelValues<L extends readonly string[]> = { readonly [K in keyof L]: string };

export function counter<const L extends readonly string[]>(
  definition: Omit<MetricDefinition<L>, 'type' | 'buckets'>,
): MetricDefinition<L> {
  return { ...definition, type: 'counter' };
}

export function gauge<const L extends readonly string[]>(
  definition: Omit<MetricDefinition<L>, 'type' | 'buckets'>,
): MetricDefinition<L> {
  return { ...definition, type: 'gauge' };
}

export function histogram<const L extends readonly string[]>(
  definition: Omit<MetricDefinition<L>, 'type'> & { readonly buckets: readonly number[] },
): MetricDefinition<L> & { readonly buckets: readonly number[] } {
  return { ...definition, type: 'histogram' };
}

const UNITS = ['seconds', 'bytes', 'dollars', 'ratio'];

/** The base unit that a name ends in, before `_total`; '' where there is none. */
export function unitOf(name: string): string {
  const plain = name.replace(/_total$/, '');
  return UNITS.find((unit) => plain.endsWith(`_${unit}`)) ?? '';
}
