import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';
import { interpolate, variablesIn, type InterpolationRange, type VariableValue } from './interpolate.ts';

const one = (value: string): VariableValue => ({
  values: [value],
  texts: [value],
  isAll: false,
  allValue: null,
  isMulti: false,
  isLabelValue: false,
});
const several = (...values: string[]): VariableValue => ({
  values,
  texts: values,
  isAll: false,
  allValue: null,
  isMulti: true,
  isLabelValue: false,
});
const RANGE: InterpolationRange = { fromMs: 0, toMs: 3_600_000, stepMs: 15_000, scrapeMs: 30_000 };
const write = (text: string, value: VariableValue) => interpolate(text, new Map([['x', value]]), RANGE);

describe('interpolate', () => {
  it('knows each way of naming a variable', () => {
    expect(write('a{b="$x"} + ${x} + [[x]] + ${x:raw} + [[x:csv]]', one('v'))).toBe(
      'a{b="v"} + v + v + v + v',
    );
  });

  it('leaves alone what nobody knows, and what is no name', () => {
    expect(write('$y ${z:csv} [[w]] "a$" =~"$" $__unknown $constructor', one('v'))).toBe(
      '$y ${z:csv} [[w]] "a$" =~"$" $__unknown $constructor',
    );
  });

  it('writes several values as an alternative of escaped texts', () => {
    expect(write('{m=~"$x"}', several('gpt-4.1', 'a|b'))).toBe('{m=~"(gpt-4\\\\.1|a\\\\|b)"}');
    expect(write('{m=~"$x"}', several('gpt-4.1'))).toBe('{m=~"gpt-4\\\\.1"}');
  });

  it('keeps values in the string that they stand in, whatever is in them', () => {
    expect(write('{m=~"$x"}', several('C:\\temp'))).toBe(String.raw`{m=~"C:\\\\temp"}`);
    expect(write('{m=~"$x"}', several('a"b', 'c\nd'))).toBe(String.raw`{m=~"(a\"b|c\nd)"}`);
    const found = { ...one('C:\\a"b\nc'), isLabelValue: true };
    expect(write('{m="$x"}', found)).toBe(String.raw`{m="C:\\a\"b\nc"}`);
    expect(write('$x', one('{m="a"}'))).toBe('{m="a"}');
  });

  it('names values in a title as they are called', () => {
    const title = (value: VariableValue) =>
      interpolate('Calls of $x', new Map([['x', value]]), RANGE, 'text');
    expect(title(several('gpt-4.1', 'o3'))).toBe('Calls of gpt-4.1 + o3');
    expect(title({ ...several('a', 'b'), isAll: true })).toBe('Calls of All');
    expect(interpolate('${x:csv}', new Map([['x', several('a', 'b')]]), RANGE, 'text')).toBe('a,b');
  });

  it('writes a value as a condition of a filter takes it', () => {
    const filter = (value: VariableValue) =>
      interpolate('model:$x', new Map([['x', value]]), RANGE, 'filter');
    expect(filter(one('gpt-4.1'))).toBe('model:gpt-4.1');
    expect(filter(one('a "b" (c)'))).toBe(String.raw`model:"a \"b\" (c)"`);
    expect(filter({ ...several('a', 'b'), isAll: true })).toBe('model:*');
  });

  it.each([
    ['regex', '(a\\\\.b|c)'],
    ['pipe', 'a.b|c'],
    ['csv', 'a.b,c'],
    ['glob', '{a.b,c}'],
    ['json', '["a.b","c"]'],
    ['doublequote', '"a.b","c"'],
    ['singlequote', "'a.b','c'"],
    ['percentencode', 'a.b%2Cc'],
    ['text', 'a.b + c'],
  ])('writes %s', (format, expected) => {
    expect(write(`\${x:${format}}`, several('a.b', 'c'))).toBe(expected);
  });

  it('writes All as all values, as its own value, or as anything', () => {
    const all = { ...several('a', 'b'), isAll: true };
    expect(write('$x', all)).toBe('(a|b)');
    expect(write('$x ${x:text}', { ...all, allValue: '.+' })).toBe('.+ All');
    expect(write('$x', { ...several(), isAll: true })).toBe('.*');
  });

  it('reckons intervals as Grafana does', () => {
    expect(interpolate('[$__interval] $__interval_ms [$__rate_interval]', new Map(), RANGE)).toBe(
      '[15s] 15000 [2m]',
    );
    const wide = { ...RANGE, stepMs: 300_000 };
    expect(interpolate('$__rate_interval ${__range} $__range_s $__range_ms', new Map(), wide)).toBe(
      '330s 1h 3600 3600000',
    );
  });

  it('never reads a value as a reference again', () => {
    expect(write('$x', one('$x $__range'))).toBe('$x $__range');
  });

  it('finds what a text refers to', () => {
    expect(variablesIn('$a + ${b:csv} + [[c]] + $a')).toEqual(['a', 'b', 'c']);
  });
});

describe('durations', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e12 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
      { numRuns: 100 },
    );
    expect(parseDuration('1h30m')).toBe(5_400_000);
    expect(parseDuration('2x')).toBeNull();
    expect(parseDuration('')).toBeNull();
  });
});
