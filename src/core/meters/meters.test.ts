import { describe, expect, it } from 'vitest';
import { counter, formatNumber, gauge, histogram, HistogramFamily, NumberFamily, unitOf } from './index.ts';

const CALLS = counter({
  name: 'calls_total',
  help: 'Calls',
  labels: ['model', 'status'],
  open: ['model'],
});

describe('a counter', () => {
  it('counts by its labels; an empty value is no label', () => {
    const calls = new NumberFamily(CALLS);
    calls.add(['a', 'ok']);
    calls.add(['a', 'ok'], 2);
    calls.add(['', 'ok']);
    expect(calls.snapshot().samples).toEqual([
      { name: 'calls_total', labels: { model: 'a', status: 'ok' }, value: 3, exemplar: null },
      { name: 'calls_total', labels: { status: 'ok' }, value: 1, exemplar: null },
    ]);
  });

  it('counts what is new under `other` when it is full, in the labels that are open', () => {
    const calls = new NumberFamily(CALLS, 2);
    for (const model of ['a', 'b', 'c', 'd', 'a']) calls.add([model, 'ok']);
    calls.add(['e', 'error']);
    const values = calls.snapshot().samples.map(({ labels, value }) => [labels.model, labels.status, value]);
    expect(values).toEqual([
      ['a', 'ok', 2],
      ['b', 'ok', 1],
      ['other', 'ok', 2],
      ['other', 'error', 1],
    ]);
  });

  it('tells hostile values apart, and cuts long ones', () => {
    const calls = new NumberFamily(CALLS);
    calls.add(['a\0b', 'c']);
    calls.add(['a', 'b\0c']);
    calls.add(['__proto__', 'constructor']);
    calls.add([`${'x'.repeat(119)}😀`, '\ud800']);
    const labels = calls.snapshot().samples.map((sample) => sample.labels);
    expect(labels).toEqual([
      { model: 'ab', status: 'c' },
      { model: 'a', status: 'bc' },
      { model: '__proto__', status: 'constructor' },
      { model: `${'x'.repeat(119)}\ufffd`, status: '\ufffd' },
    ]);
  });
});

describe('a histogram', () => {
  const SECONDS = histogram({ name: 'x_seconds', help: 'X', labels: ['of'], buckets: [0.5, 1] });

  it('counts up to and with each bound, and keeps the latest exemplar of each bucket', () => {
    const seconds = new HistogramFamily(SECONDS);
    const exemplar = { traceId: 't', spanId: 's', value: 7, timeMs: 1 };
    seconds.observe(['a'], 0.5);
    seconds.observe(['a'], 0.6);
    seconds.observe(['a'], 6);
    seconds.observe(['a'], 7, exemplar);
    seconds.observe(['a'], Number.NaN);
    expect(seconds.snapshot().samples).toEqual([
      { name: 'x_seconds_bucket', labels: { of: 'a', le: '0.5' }, value: 1, exemplar: null },
      { name: 'x_seconds_bucket', labels: { of: 'a', le: '1.0' }, value: 2, exemplar: null },
      { name: 'x_seconds_bucket', labels: { of: 'a', le: '+Inf' }, value: 4, exemplar },
      { name: 'x_seconds_sum', labels: { of: 'a' }, value: 14.1, exemplar: null },
      { name: 'x_seconds_count', labels: { of: 'a' }, value: 4, exemplar: null },
    ]);
  });
});

describe('a gauge', () => {
  it('has the value that was set last', () => {
    const size = new NumberFamily(gauge({ name: 'size_bytes', help: 'Size', labels: [] }));
    size.set([], 5);
    size.set([], 3);
    expect(size.snapshot().samples).toMatchObject([{ value: 3, labels: {} }]);
  });
});

it('numbers are written as OpenMetrics has them', () => {
  const written = [1, 0.25, 100_000, 1e21, -3, Infinity, -Infinity, Number.NaN].map(formatNumber);
  expect(written).toEqual(['1.0', '0.25', '100000.0', '1e+21', '-3.0', '+Inf', '-Inf', 'NaN']);
});

it('the unit of a metric is in its name', () => {
  expect(['a_seconds', 'a_bytes_total', 'a_total', 'a'].map(unitOf)).toEqual(['seconds', 'bytes', '', '']);
});
