import { AGGREGATES } from './aggregate-columns.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { isStale, type Aggregate } from './series-source.ts';

/** Samples in columns, oldest first. */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** What is left of the samples of a series: of raw ones, each column but `last` is made by `asSteps`. */
export type Steps = Readonly<Record<Aggregate, Samples>>;

/** Raw samples as steps of one sample each. Stale markers are no measurements. */
export function asSteps(raw: Samples): Steps {
  const real: number[] = [];
  for (let index = 0; index < raw.times.length; index += 1) if (!isStale(raw.values, index)) real.push(index);
  const measured = real.length === raw.times.length ? raw : pick(raw, real);
  const ones = { times: measured.times, values: new Float64Array(real.length).fill(1) };
  return { last: raw, min: measured, max: measured, sum: measured, count: ones };
}

/**
 * Makes longer steps of steps. Of `last`, the latest sample of a step remains as it was; of a counter also the samples
 * before and after each reset, so that the sum of increases (and with it `rate`) between the samples that remain is what
 * it was; and the marker that a series has ended, with the sample before it.
 */
export function coarsen(steps: Steps, stepMs: number, isCounter: boolean): Steps {
  return {
    last: pick(steps.last, remaining(steps.last, stepMs, isCounter)),
    min: fold(steps.min, stepMs, (a, b) => (b < a || Number.isNaN(a) ? b : a)),
    max: fold(steps.max, stepMs, (a, b) => (b > a || Number.isNaN(a) ? b : a)),
    sum: fold(steps.sum, stepMs, (a, b) => a + b),
    count: fold(steps.count, stepMs, (a, b) => a + b),
  };
}

/** A chunk of each column. */
export function encodeSteps(steps: Steps): Int32Array[] {
  return AGGREGATES.map((aggregate) => encode(steps[aggregate]));
}

function encode({ times, values }: Samples): Int32Array {
  const writer = new ChunkWriter();
  const bits = bitsOf(values);
  for (let index = 0; index < times.length; index += 1) {
    writer.append(times[index] ?? 0, bits[index * 2 + 1] ?? 0, bits[index * 2] ?? 0);
  }
  return writer.words();
}

function remaining({ times, values }: Samples, stepMs: number, isCounter: boolean): number[] {
  const kept = new Set<number>();
  let before = -1;
  for (let index = 0; index < times.length; index += 1) {
    const endsStep =
      index + 1 === times.length || stepOf(times[index], stepMs) !== stepOf(times[index + 1], stepMs);
    if (isStale(values, index)) {
      if (!endsStep) continue;
      if (before >= 0) kept.add(before);
      kept.add(index);
      continue;
    }
    const isReset = before >= 0 && (values[index] ?? 0) < (values[before] ?? 0);
    if (isCounter && isReset) kept.add(before);
    // The first of a block, too: what came before it is not known here.
    if (isCounter && (isReset || before < 0)) kept.add(index);
    if (endsStep) kept.add(index);
    before = index;
  }
  return [...kept].sort((a, b) => a - b);
}

/** One value a step, at the time of its latest. */
function fold({ times, values }: Samples, stepMs: number, join: (a: number, b: number) => number): Samples {
  const foldedTimes: number[] = [];
  const folded: number[] = [];
  for (let index = 0; index < times.length; index += 1) {
    const value = values[index] ?? 0;
    const at = folded.length - 1;
    if (at >= 0 && stepOf(foldedTimes[at], stepMs) === stepOf(times[index], stepMs)) {
      folded[at] = join(folded[at] ?? 0, value);
      foldedTimes[at] = times[index] ?? 0;
    } else {
      folded.push(value);
      foldedTimes.push(times[index] ?? 0);
    }
  }
  return { times: Float64Array.from(foldedTimes), values: Float64Array.from(folded) };
}

function stepOf(time: number | undefined, stepMs: number): number {
  return Math.floor((time ?? 0) / stepMs);
}

/** Bit for bit. */
function pick(samples: Samples, indices: readonly number[]): Samples {
  const values = new Float64Array(indices.length);
  const from = bitsOf(samples.values);
  const to = bitsOf(values);
  indices.forEach((index, at) => {
    to[at * 2] = from[index * 2] ?? 0;
    to[at * 2 + 1] = from[index * 2 + 1] ?? 0;
  });
  return { times: Float64Array.from(indices, (index) => samples.times[index] ?? 0), values };
}

function bitsOf(values: Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}
