import { setValue } from './columns.ts';
import { CompensatedSum } from './compensated-sum.ts';
import type { RangeFunction, Window } from './windows.ts';

interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** `deriv`: the slope per second of the line through a window's samples. */
export const slope: RangeFunction = () => (window, result) => {
  if (window.to - window.from < 2) return;
  setValue(result, window.step, regression(window, window.times[window.from] ?? 0).slope);
};

/** `predict_linear`: where that line will be in so many seconds. */
export function prediction(seconds: Float64Array): RangeFunction {
  return () => (window, result) => {
    if (window.to - window.from < 2) return;
    const line = regression(window, window.atMs);
    setValue(result, window.step, line.slope * (seconds[window.step] ?? NaN) + line.intercept);
  };
}

/** Least squares, with times in seconds since `originMs`. */
function regression({ times, values, from, to }: Window, originMs: number): Line {
  const first = values[from] ?? NaN;
  let isConstant = true;
  const x = new CompensatedSum();
  const y = new CompensatedSum();
  const xy = new CompensatedSum();
  const xx = new CompensatedSum();
  for (let i = from; i < to; i += 1) {
    const value = values[i] ?? NaN;
    if (value !== first) isConstant = false;
    const seconds = ((times[i] ?? 0) - originMs) / 1_000;
    x.add(seconds);
    y.add(value);
    xy.add(seconds * value);
    xx.add(seconds * seconds);
  }
  if (isConstant)
    return Number.isFinite(first) ? { slope: 0, intercept: first } : { slope: NaN, intercept: NaN };
  const count = to - from;
  const covariance = xy.exact - (x.exact * y.exact) / count;
  const variance = xx.exact - (x.exact * x.exact) / count;
  const slopeOfLine = covariance / variance;
  return { slope: slopeOfLine, intercept: y.exact / count - (slopeOfLine * x.exact) / count };
}
