import { Readable } from 'node:stream';
import type { InstantResult, MatrixSeries, RangeResult } from '../../../shared/metrics.ts';

/** `status: success` around data that are small. */
export function success(data: unknown, warnings: readonly string[] = []) {
  return { status: 'success', data, ...(warnings.length === 0 ? {} : { warnings }) };
}

/** A value as Prometheus writes it: as text, since JSON knows neither NaN nor infinities. */
export function sampleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  return withLongExponent(String(value));
}

/** Exponents have two digits or more, as Go writes them. */
export function withLongExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** An instant result. A range vector is written piece by piece; the others are small. */
export function instantAnswer(result: InstantResult): Readable {
  switch (result.kind) {
    case 'scalar':
      return stream('scalar', [JSON.stringify([result.atMs / 1_000, sampleText(result.value)])], []);
    case 'string':
      return stream('string', [JSON.stringify([result.atMs / 1_000, result.value])], []);
    case 'vector':
      return stream(
        'vector',
        listed(result.samples, ({ labels, atMs, value }) =>
          JSON.stringify({ metric: labels, value: [atMs / 1_000, sampleText(value)] }),
        ),
        result.warnings,
      );
    case 'matrix':
      return rangeAnswer(result);
  }
}

/** Series after series, so that a large answer never holds up the thread that all doors share. */
export function rangeAnswer({ series, warnings }: RangeResult): Readable {
  return stream('matrix', listed(series, seriesText), warnings);
}

function seriesText({ labels, times, values }: MatrixSeries): string {
  const points: string[] = new Array<string>(times.length);
  for (let i = 0; i < times.length; i += 1)
    points[i] = `[${(times[i] ?? 0) / 1_000},"${sampleText(values[i] ?? NaN)}"]`;
  return `{"metric":${JSON.stringify(labels)},"values":[${points.join(',')}]}`;
}

function* listed<T>(items: readonly T[], write: (item: T) => string): Generator<string> {
  yield '[';
  for (const [index, item] of items.entries()) yield (index === 0 ? '' : ',') + write(item);
  yield ']';
}

function stream(resultType: string, result: Iterable<string>, warnings: readonly string[]): Readable {
  return Readable.from(envelope(resultType, result, warnings));
}

function* envelope(
  resultType: string,
  result: Iterable<string>,
  warnings: readonly string[],
): Generator<string> {
  yield `{"status":"success","data":{"resultType":"${resultType}","result":`;
  yield* result;
  yield warnings.length === 0 ? '}}' : `},"warnings":${JSON.stringify(warnings)}}`;
}
