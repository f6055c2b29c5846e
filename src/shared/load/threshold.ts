/** What a threshold can be about. Times are milliseconds, shares are between 0 and 1. */
export const THRESHOLD_SERIES = ['latency', 'ttft', 'gap', 'lag', 'tps'] as const;
export type ThresholdSeries = (typeof THRESHOLD_SERIES)[number];

export const THRESHOLD_COUNTS = [
  'error_rate',
  'dropped_rate',
  'errors',
  'dropped',
  'requests',
  'rps',
] as const;
export type ThresholdCount = (typeof THRESHOLD_COUNTS)[number];

export type ThresholdMetric =
  | { readonly kind: 'count'; readonly count: ThresholdCount }
  | { readonly kind: 'statistic'; readonly series: ThresholdSeries; readonly statistic: Statistic };

export type Statistic = 'avg' | 'min' | 'max' | { readonly percentile: number };

export const OPERATORS = ['<=', '<', '>=', '>', '=='] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Threshold {
  readonly expression: string;
  readonly metric: ThresholdMetric;
  readonly operator: Operator;
  /** Milliseconds, a share, tokens per second, requests per second, or a number. */
  readonly bound: number;
}

const FORM = /^\s*([a-z0-9_.]+)\s*(<=|<|>=|>|==)\s*(\d+(?:\.\d+)?)\s*(us|ms|s|%|\/s)?\s*$/;
const STATISTIC = /^(?:(ttft|gap|lag|tps)_)?(avg|min|max|med|p(\d{1,2}(?:\.\d{1,4})?|100))$/;
const TIME_UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

/** `p95<500ms`, `ttft_p99<=2s`, `error_rate<1%`, `rps>=100`: null when it is none. */
export function parseThreshold(expression: string): Threshold | null {
  const [, name = '', operator = '', number = '', unit] = FORM.exec(expression) ?? [];
  const metric = metricOf(name);
  if (metric === null) return null;
  const scale = scaleOf(metric, unit);
  if (scale === null) return null;
  return {
    expression: expression.trim(),
    metric,
    operator: operator as Operator,
    bound: Number(number) * scale,
  };
}

export function isThreshold(expression: string): boolean {
  return parseThreshold(expression) !== null;
}

/** Whether a value keeps to a threshold. */
export function holds({ operator, bound }: Threshold, value: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '==':
      return value === bound;
  }
}

/** Whether a longer run could still mend it: nobody aborts because the first second brought too few requests. */
export function isLowerBound({ operator }: Threshold): boolean {
  return operator === '>' || operator === '>=' || operator === '==';
}

function metricOf(name: string): ThresholdMetric | null {
  const count = THRESHOLD_COUNTS.find((known) => known === name);
  if (count !== undefined) return { kind: 'count', count };
  const [, series = 'latency', statistic, percentile] = STATISTIC.exec(name) ?? [];
  if (statistic === undefined) return null;
  return {
    kind: 'statistic',
    series: series as ThresholdSeries,
    statistic: statisticOf(statistic, percentile),
  };
}

function statisticOf(name: string, percentile: string | undefined): Statistic {
  if (percentile !== undefined) return { percentile: Number(percentile) };
  return name === 'med' ? { percentile: 50 } : (name as 'avg' | 'min' | 'max');
}

/** By which a written number becomes the metric's own unit; null when the unit is not one of the metric. */
function scaleOf(metric: ThresholdMetric, unit: string | undefined): number | null {
  if (metric.kind === 'statistic' && metric.series !== 'tps')
    return unit === undefined ? 1 : (TIME_UNITS[unit] ?? null);
  const isShare = metric.kind === 'count' && metric.count.endsWith('_rate');
  if (isShare) return unit === '%' ? 0.01 : unit === undefined ? 1 : null;
  const isRate = metric.kind === 'statistic' || metric.count === 'rps';
  return unit === undefined || (unit === '/s' && isRate) ? 1 : null;
}
