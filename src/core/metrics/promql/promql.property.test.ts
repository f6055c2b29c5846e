import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { evaluateInstant, evaluateRange, parsePromql, printExpression } from './index.ts';
import { arbitraryExpression } from './testing/arbitrary-expression.ts';
import { MemorySeriesSource } from './testing/memory-series-source.ts';

const STEP_MS = 15_000;
const SAMPLES = 60;
const source = new MemorySeriesSource();
const times = Array.from({ length: SAMPLES }, (_none, index) => 1_700_000_000_000 + index * STEP_MS);
for (const metric of ['up', 'a:b', 'sum', 'by'])
  for (const job of ['x', 'y'])
    source.add(
      { __name__: metric, job },
      times.filter((_time, index) => (index + job.length) % 7 !== 0),
      times.filter((_time, index) => (index + job.length) % 7 !== 0).map((_time, index) => (index * 7) % 23),
    );

/** An expression without its places in the text, which printing changes. */
function bare(text: string): unknown {
  return JSON.parse(
    JSON.stringify(parsePromql(text).root, (key, value: unknown) => {
      if (key === 'start' || key === 'end') return undefined;
      return typeof value === 'number' ? String(value) : value;
    }),
  );
}

/** The answer, or why there is none. */
function outcome<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof SignalboxError) return error.code;
    throw error;
  }
}

describe('PromQL', () => {
  it('reads what it prints as the same expression', () => {
    fc.assert(
      fc.property(arbitraryExpression(), (text) => {
        const read = outcome(() => bare(text));
        fc.pre(typeof read !== 'string');
        expect(bare(printExpression(parsePromql(text).root))).toEqual(read);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('answers a range as the instants at each of its steps', () => {
    const range = { fromMs: (times[5] ?? 0) + 1, toMs: times[40] ?? 0, stepMs: 40_000 };
    fc.assert(
      fc.property(arbitraryExpression(2), (text) => {
        // start() and end() are those of the query, which are other ones for instants; and instants fail one by one.
        fc.pre(!/start\(\)|end\(\)/.test(text));
        const answered = outcome(() => evaluateRange(parsePromql(text), source, range));
        fc.pre(typeof answered !== 'string');
        for (let atMs = range.fromMs; atMs <= range.toMs; atMs += range.stepMs) {
          const instant = evaluateInstant(parsePromql(text), source, { atMs });
          expect(instant.kind).toBe('vector');
          if (instant.kind !== 'vector') return;
          const own = instant.samples.map(({ labels, value }) => [JSON.stringify(labels), value]).sort();
          const column = answered.series.flatMap(({ labels, times: of, values }) => {
            const index = of.indexOf(atMs);
            return index === -1 ? [] : [[JSON.stringify(labels), values[index]]];
          });
          expect(column.sort()).toEqual(own);
        }
      }),
      { seed: 2, numRuns: 120 },
    );
  });

  it('refuses any text with an error that it knows', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '[',
      '5m',
      ']',
      '{',
      '}',
      'sum',
      'rate',
      '"',
      '-',
      '^',
      'by',
      '@',
      'x',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const read = outcome(() => parsePromql(text));
          expect(typeof read === 'string' ? read : 'read').toMatch(/^(PROMQL_INVALID|read)$/);
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });
});

describe('hostile expressions', () => {
  it.each([
    ['deep parentheses', `${'('.repeat(2_000)}1${')'.repeat(2_000)}`],
    ['a long chain', `${'1+'.repeat(3_000)}1`],
    ['a long chain to the right', `${'1^'.repeat(3_000)}1`],
    ['a chain as long as may be', `${'1+'.repeat(9_900)}1`],
    ['many signs', `${'-'.repeat(2_000)}1`],
    ['deep calls', `${'abs('.repeat(1_000)}x${')'.repeat(1_000)}`],
    ['open brackets', '[({'.repeat(1_000)],
    ['an expensive pattern that RE2 refuses', 'x{a=~"(((a{1000}){1000}){1000})"}'],
    ['more text than anybody writes', 'x'.repeat(200_000)],
  ])('%s are refused as they are read', (_what, text) => {
    expect(outcome(() => parsePromql(text))).toBe('PROMQL_INVALID');
  });

  it.each([
    'vector(1)[100y:1ms]',
    'max_over_time(vector(1)[100y:1ms])',
    'max_over_time(up[100y:1ms])',
    'sum_over_time(time()[1d:1ms]) + sum_over_time(time()[1d:1ms])',
  ])('%s needs too many samples', (text) => {
    const ask = () =>
      evaluateInstant(parsePromql(text), source, { atMs: times[50] ?? 0, limits: { maxSamples: 1_000_000 } });
    expect(outcome(ask)).toBe(text.includes('time()') ? 'PROMQL_INVALID' : 'PROMQL_FAILED');
  });

  it.each([
    ['label_replace', (inner: string) => `label_replace(${inner}, "a", "x$1$1", "a", "(.*)")`],
    ['label_join', (inner: string) => `label_join(${inner}, "a", "x", "a", "a")`],
  ])('%s makes no labels without end', (_name, wrap) => {
    const text = Array.from({ length: 40 }).reduce<string>(wrap, 'up');
    const ask = () => evaluateInstant(parsePromql(text), source, { atMs: times[50] ?? 0 });
    expect(outcome(ask)).toBe('PROMQL_FAILED');
  });

  it('ends when it is cancelled, and at its deadline', () => {
    const expression = parsePromql('max_over_time(up[1h:1s])');
    const options = { fromMs: times[0] ?? 0, toMs: times[50] ?? 0, stepMs: 1_000 };
    const cancelled = { ...options, isCancelled: () => true };
    expect(outcome(() => evaluateRange(expression, source, cancelled))).toBe('QUERY_CANCELLED');
    const late = { ...options, deadlineMs: 1 };
    expect(outcome(() => evaluateRange(expression, source, late))).toBe('QUERY_TIMEOUT');
  });
});
