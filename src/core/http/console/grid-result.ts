import { SignalboxError } from '../../../shared/errors.ts';
import type { GridResult, InstantResult, MetricLabels, RangeResult } from '../../../shared/metrics.ts';

export type JsonValue = number | 'NaN' | '+Inf' | '-Inf';

/** JSON has no such numbers: they travel as words. */
export function toJsonValue(value: number): JsonValue {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

export interface Grid {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/** Series as columns on the grid that was asked for; null where a series has no sample. */
export function rangeToGrid({ series, warnings }: RangeResult, { fromMs, toMs, stepMs }: Grid): GridResult {
  const points = Math.floor((toMs - fromMs) / stepMs) + 1;
  return {
    fromMs,
    stepMs,
    points,
    warnings: [...warnings],
    series: series.map(({ labels, times, values }) => {
      const column: (JsonValue | null)[] = new Array<null>(points).fill(null);
      times.forEach((time, index) => {
        const point = Math.round((time - fromMs) / stepMs);
        if (point >= 0 && point < points) column[point] = toJsonValue(values[index] ?? NaN);
      });
      return { labels, values: column };
    }),
  };
}

/**
 * An instant vector or a scalar as a grid of one point.
 * @throws SignalboxError PROMQL_FAILED: it is a range vector or a string
 */
export function instantToGrid(result: InstantResult, atMs: number): GridResult {
  const samples: { labels: MetricLabels; value: number }[] = [];
  if (result.kind === 'vector') samples.push(...result.samples);
  else if (result.kind === 'scalar') samples.push({ labels: {}, value: result.value });
  else {
    const what = result.kind === 'string' ? 'a string' : 'a range vector';
    throw new SignalboxError('PROMQL_FAILED', {
      reason: `it gives ${what}, not an instant vector or a scalar`,
    });
  }
  return {
    fromMs: atMs,
    stepMs: 1,
    points: 1,
    warnings: result.kind === 'vector' ? [...result.warnings] : [],
    series: samples.map(({ labels, value }) => ({ labels, values: [toJsonValue(value)] })),
  };
}

/** An instant result as it travels in JSON. */
export function instantToJson(result: InstantResult) {
  switch (result.kind) {
    case 'scalar':
      return { ...result, value: toJsonValue(result.value) };
    case 'string':
      return result;
    case 'vector':
      return {
        ...result,
        samples: result.samples.map((sample) => ({ ...sample, value: toJsonValue(sample.value) })),
      };
    case 'matrix':
      return {
        ...result,
        series: result.series.map(({ labels, times, values }) => ({
          labels,
          times: [...times],
          values: [...values].map(toJsonValue),
        })),
      };
  }
}
