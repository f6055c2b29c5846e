import type { Labels } from './series-source.ts';

export interface SeriesLimits {
  /** Series that samples came for within the last hour or two. */
  readonly maxSeries: number;
  /** The same, of one metric's name. */
  readonly maxSeriesPerMetric: number;
}

/** Of series that only hold history, their memory is what is bounded. */
const ALL_PER_ACTIVE = 4;

const MAX_LABELS = 64;
const MAX_NAME_LENGTH = 256;
const MAX_VALUE_LENGTH = 4096;
const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Why there can be no series with these labels; null when there can. Of empty values nothing is stored. */
export function faultOf(labels: Labels): string | null {
  const names = Object.keys(labels);
  const metric = labels.__name__ ?? '';
  if (!METRIC_NAME.test(metric)) return `${JSON.stringify(metric.slice(0, 100))} is no name of a metric`;
  if (names.length > MAX_LABELS)
    return `a series of ${metric} has ${names.length} labels, more than ${MAX_LABELS}`;
  for (const name of names) {
    const value = labels[name] ?? '';
    if (!LABEL_NAME.test(name))
      return `${JSON.stringify(name.slice(0, 100))} of ${metric} is no name of a label`;
    if (name.length > MAX_NAME_LENGTH || value.length > MAX_VALUE_LENGTH) {
      return `the label ${name.slice(0, 100)} of ${metric} is too long (names ${MAX_NAME_LENGTH}, values ${MAX_VALUE_LENGTH} characters)`;
    }
    if (!value.isWellFormed()) return `the label ${name} of ${metric} is no Unicode text`;
  }
  return null;
}

/** Why a metric may not have one more series; null when it may. */
export function refusalOf(
  metric: string,
  { active, all, ofMetric }: { active: number; all: number; ofMetric: number },
  { maxSeries, maxSeriesPerMetric }: SeriesLimits,
): string | null {
  if (ofMetric >= maxSeriesPerMetric) {
    return `the metric ${metric} has ${ofMetric} series, and one metric may have ${maxSeriesPerMetric}`;
  }
  if (active >= maxSeries) {
    return `there are ${active} series, and there may be ${maxSeries}; no new series of ${metric} was made`;
  }
  if (all >= maxSeries * ALL_PER_ACTIVE) {
    return `there are ${all} series with those that only hold history; no new series of ${metric} was made`;
  }
  return null;
}
