import { setImmediate as yieldToOthers } from 'node:timers/promises';
import {
  PERCENTILES,
  type ComparedFigure,
  type LoadComparison,
  type LoadMeasurement,
  type LoadRun,
} from '../../shared/load/index.ts';
import { SignalboxError } from '../../shared/errors.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { mulberry32 } from './seeded-choice.ts';
import { SliceTable, type SliceFigure } from './slice-table.ts';

const RESAMPLES = 1000;
const DRAWS_AT_ONCE = 20;
const CONFIDENCE = 0.95;
const SEED = 7;
/** Percentiles of fewer calls above them than this are one call's luck. */
const MIN_BEYOND = 10;
const FEW_SLICES = 5;

const METHOD =
  '95 % confidence intervals by a block bootstrap (Efron 1979; Künsch 1989): each run is cut into parts of equal length, ' +
  'the parts are drawn again 1,000 times with replacement, and the figure is taken from their merged histograms. ' +
  'Parts instead of single calls, because calls that follow each other share what slows them down.';

/**
 * Whether a later run was faster or slower than an earlier one, or whether the difference is within what the runs vary by.
 * @throws SignalboxError LOAD_TEST_WITHOUT_RESULT
 */
export async function compareRuns(base: LoadRun, other: LoadRun): Promise<LoadComparison> {
  const [before, after] = [resultOf(base), resultOf(other)];
  const percentiles = PERCENTILES.filter((percentile) =>
    [before, after].every(({ latency }) => latency.count * (1 - percentile / 100) >= MIN_BEYOND),
  );
  return {
    base: summaryOf(base),
    other: summaryOf(other),
    latency: await compareSlices(slicesOf(before), slicesOf(after), [...percentiles, 'mean']),
    rate: { base: before.rate, other: after.rate },
    errorRate: { base: before.errorRate, other: after.errorRate },
    curves: { base: before.latency.curve, other: after.latency.curve },
    method: METHOD,
    warnings: warningsOf(base, other, before, after),
  };
}

/** Figures of two runs, each in slices, with confidence intervals of their differences. */
export async function compareSlices(
  base: readonly LatencyHistogram[],
  other: readonly LatencyHistogram[],
  figures: readonly SliceFigure[],
): Promise<ComparedFigure[]> {
  const random = mulberry32(SEED);
  const [left, right] = [new SliceTable(base), new SliceTable(other)];
  const draws: number[][] = [];
  while (draws.length < RESAMPLES) {
    const [before, after] = [left.draw(random, figures), right.draw(random, figures)];
    draws.push(after.map((value, index) => value - (before[index] ?? 0)));
    // It runs on the thread that carries calls.
    if (draws.length % DRAWS_AT_ONCE === 0) await yieldToOthers();
  }
  const [before, after] = [left.whole(figures), right.whole(figures)];
  return figures.map((figure, index) => {
    const differences = draws.map((draw) => draw[index] ?? 0).sort((a, b) => a - b);
    const tail = Math.floor(((1 - CONFIDENCE) / 2) * RESAMPLES);
    const low = differences[tail] ?? 0;
    const high = differences[RESAMPLES - 1 - tail] ?? 0;
    const verdict = low > 0 ? 'worse' : high < 0 ? 'better' : 'no_difference';
    const [from, to] = [before[index] ?? 0, after[index] ?? 0];
    const name = figure === 'mean' ? figure : `p${figure}`;
    return { figure: name, base: from, other: to, difference: to - from, low, high, verdict };
  });
}

/** Those in which calls were answered. */
export function slicesOf({ histograms }: LoadMeasurement): LatencyHistogram[] {
  return histograms.slices.map((text) => LatencyHistogram.decode(text)).filter(({ count }) => count > 0);
}

function resultOf({ id, measurement }: LoadRun): LoadMeasurement {
  if (measurement === null || measurement.latency.count === 0)
    throw new SignalboxError('LOAD_TEST_WITHOUT_RESULT', { id });
  return measurement;
}

function summaryOf(run: LoadRun) {
  const { id, name, state, startedAt, endedAt, startedBy, model, target, message, figures } = run;
  return { id, name, state, startedAt, endedAt, startedBy, model, target, message, figures };
}

function warningsOf(
  base: LoadRun,
  other: LoadRun,
  before: LoadMeasurement,
  after: LoadMeasurement,
): string[] {
  const hasFew = [before, after].some((result) => slicesOf(result).length < FEW_SLICES);
  return [
    ...(base.model === other.model
      ? []
      : ['One run is open and the other closed: their latencies mean different things.']),
    ...(base.target === other.target ? [] : ['The runs had different targets.']),
    ...(Math.abs(before.rate - after.rate) > 0.1 * before.rate
      ? ['Their rates differ by more than a tenth.']
      : []),
    ...(before.errorRate + after.errorRate > 0.01
      ? ['Failed calls have no latency here; look at the errors as well.']
      : []),
    ...(hasFew ? ['One of them is too short for a confidence interval to mean much.'] : []),
  ];
}
