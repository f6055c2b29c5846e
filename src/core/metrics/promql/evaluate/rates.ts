import { setValue } from './columns.ts';
import type { SampleRun } from './evaluation.ts';
import type { RangeFunction, Window } from './windows.ts';

/** A gap of this many average distances between samples is the end of the series, not a late sample. */
const GAP = 1.1;

/**
 * `rate`, `increase` and `delta`: the difference between the last and the first sample of a window, extrapolated to its
 * ends as Prometheus 2.42 does.
 */
export function extrapolated(isCounter: boolean, isRate: boolean): RangeFunction {
  return (run) => {
    const corrections = isCounter ? new ResetCorrections(run) : null;
    return (window, result) => {
      if (window.to - window.from < 2) return;
      const { values, from, to } = window;
      const first = values[from] ?? NaN;
      let increase = (values[to - 1] ?? NaN) - first;
      if (corrections !== null) increase = corrections.add(increase, from, to);
      const factor = extrapolation(window, isCounter, first, increase);
      const seconds = (window.toMs - window.fromMs) / 1_000;
      setValue(result, window.step, increase * (isRate ? factor / seconds : factor));
    };
  };
}

function extrapolation(
  { times, from, to, fromMs, toMs }: Window,
  isCounter: boolean,
  first: number,
  increase: number,
): number {
  const firstMs = times[from] ?? 0;
  const lastMs = times[to - 1] ?? 0;
  let toStart = (firstMs - fromMs) / 1_000;
  const toEnd = (toMs - lastMs) / 1_000;
  const sampled = (lastMs - firstMs) / 1_000;
  const average = sampled / (to - from - 1);
  // A counter cannot have been below zero.
  const toZero = sampled * (first / increase);
  if (isCounter && increase > 0 && first >= 0 && toZero < toStart) toStart = toZero;
  const threshold = average * GAP;
  let interval = sampled;
  interval += toStart < threshold ? toStart : average / 2;
  interval += toEnd < threshold ? toEnd : average / 2;
  return interval / sampled;
}

/** What a counter had counted before each of its resets. They are few, so windows need not be walked through for them. */
class ResetCorrections {
  readonly #values: Float64Array;
  /** Indices of the samples that are lower than the one before. */
  readonly #resets: number[] = [];
  #next = 0;

  constructor({ values }: SampleRun) {
    this.#values = values;
    for (let i = 1; i < values.length; i += 1)
      if ((values[i] ?? 0) < (values[i - 1] ?? 0)) this.#resets.push(i);
  }

  /** Windows only move forward. */
  add(increase: number, from: number, to: number): number {
    const resets = this.#resets;
    while (this.#next < resets.length && (resets[this.#next] ?? 0) <= from) this.#next += 1;
    let corrected = increase;
    for (let i = this.#next; i < resets.length; i += 1) {
      const reset = resets[i] ?? 0;
      if (reset >= to) break;
      corrected += this.#values[reset - 1] ?? 0;
    }
    return corrected;
  }
}

/** `irate` and `idelta`: of the last two samples. */
export function instantaneous(isRate: boolean): RangeFunction {
  return () => (window, result) => {
    const { times, values, from, to } = window;
    if (to - from < 2) return;
    const last = values[to - 1] ?? NaN;
    const previous = values[to - 2] ?? NaN;
    const elapsedMs = (times[to - 1] ?? 0) - (times[to - 2] ?? 0);
    if (elapsedMs === 0) return;
    // After a reset the counter has counted from zero.
    const difference = isRate && last < previous ? last : last - previous;
    setValue(result, window.step, isRate ? difference / (elapsedMs / 1_000) : difference);
  };
}
