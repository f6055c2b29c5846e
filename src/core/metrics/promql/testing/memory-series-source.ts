import type { Labels, Selection, SeriesSamples, SeriesSource } from '../../series-source.ts';
import { valueTest } from '../evaluate/label-matching.ts';

/** Series in memory, for tests of what reads them. */
export class MemorySeriesSource implements SeriesSource {
  readonly #series: SeriesSamples[] = [];

  add(labels: Labels, times: ArrayLike<number>, values: ArrayLike<number>): this {
    this.#series.push({
      labels,
      times: Float64Array.from(times),
      // Copied as it is where it is a typed array: a stale marker is a NaN with a payload.
      values: values instanceof Float64Array ? values.slice() : Float64Array.from(values),
    });
    return this;
  }

  select({ matchers, fromMs, toMs }: Selection): SeriesSamples[] {
    const tests = matchers.map((matcher) => ({ name: matcher.name, test: valueTest(matcher) }));
    return this.#series
      .filter(({ labels }) =>
        tests.every(({ name, test }) => test(Object.hasOwn(labels, name) ? (labels[name] ?? '') : '')),
      )
      .map((series) => cut(series, fromMs, toMs))
      .filter(({ times }) => times.length > 0);
  }
}

function cut({ labels, times, values }: SeriesSamples, fromMs: number, toMs: number): SeriesSamples {
  const from = times.findIndex((time) => time >= fromMs);
  const after = times.findIndex((time) => time > toMs);
  const start = from === -1 ? times.length : from;
  const end = after === -1 ? times.length : after;
  return { labels, times: times.subarray(start, end), values: values.subarray(start, end) };
}
