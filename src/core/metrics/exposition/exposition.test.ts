import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { counter, histogram, HistogramFamily, NumberFamily } from '../../meters/index.ts';
import { negotiateFormat, writeExposition } from './index.ts';

const hits = new NumberFamily(counter({ name: 'hits_total', help: 'A \\ "hit"\nor two', labels: ['of'] }));
hits.add(['a "b" \\ c\nd']);
const spent = new HistogramFamily(
  histogram({ name: 'spent_seconds', help: 'Time', labels: [], buckets: [0.5] }),
);
const trace = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), value: 0.25, timeMs: 1_700_000_000_123 };
spent.observe([], 0.25, trace);
spent.observe([], 2);
const families = [hits.snapshot(), spent.snapshot()];

describe('the exposition', () => {
  it('is text 0.0.4', () => {
    expect(writeExposition(families, 'text')).toBe(
      [
        '# TYPE hits_total counter',
        '# HELP hits_total A \\\\ "hit"\\nor two',
        'hits_total{of="a \\"b\\" \\\\ c\\nd"} 1',
        '# TYPE spent_seconds histogram',
        '# HELP spent_seconds Time',
        'spent_seconds_bucket{le="0.5"} 1',
        'spent_seconds_bucket{le="+Inf"} 2',
        'spent_seconds_sum 2.25',
        'spent_seconds_count 2',
        '',
      ].join('\n'),
    );
    expect(writeExposition([], 'text')).toBe('');
  });

  it('is OpenMetrics 1.0 with exemplars', () => {
    expect(writeExposition(families, 'openmetrics')).toBe(
      [
        '# TYPE hits counter',
        '# HELP hits A \\\\ \\"hit\\"\\nor two',
        'hits_total{of="a \\"b\\" \\\\ c\\nd"} 1',
        '# TYPE spent_seconds histogram',
        '# UNIT spent_seconds seconds',
        '# HELP spent_seconds Time',
        `spent_seconds_bucket{le="0.5"} 1 # {trace_id="${trace.traceId}",span_id="${trace.spanId}"} 0.25 1700000000.123`,
        'spent_seconds_bucket{le="+Inf"} 2',
        'spent_seconds_sum 2.25',
        'spent_seconds_count 2',
        '# EOF',
        '',
      ].join('\n'),
    );
    expect(writeExposition([], 'openmetrics')).toBe('# EOF\n');
  });

  it('is what promtool takes without a warning', () => {
    const input = writeExposition(families, 'text');
    expect(execFileSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8', timeout: 60_000 })).toBe(
      '',
    );
  });
});

describe('the format', () => {
  it.each([
    [undefined, 'text'],
    ['', 'text'],
    ['*/*', 'text'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text'],
    ['text/plain', 'text'],
    ['application/openmetrics-text', 'openmetrics'],
    ['application/openmetrics-text; version="1.0.0"; charset=utf-8', 'openmetrics'],
    ['application/openmetrics-text; version=0.0.1', 'text'],
    ['application/openmetrics-text;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.5', 'text'],
    ['application/openmetrics-text;q=0', 'text'],
    ['application/openmetrics-text;q=x', 'text'],
    // Prometheus 2.42, and 3.
    [
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
      'openmetrics',
    ],
    [
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      'openmetrics',
    ],
    ['Application/OpenMetrics-Text;VERSION=1.0.0', 'openmetrics'],
  ])('for %s is %s', (accept, format) => {
    expect(negotiateFormat(accept)).toBe(format);
  });
});
