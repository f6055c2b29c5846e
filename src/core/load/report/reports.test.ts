import { describe, expect, it } from 'vitest';
import { summaryText } from '../command/summary.ts';
import { finishedRun } from '../testing/finished-run.ts';
import { writeReport } from './write-report.ts';

const HOSTILE = '=<img src=x onerror=alert(1)>"\',\n</title><script>';

describe('a report', () => {
  it('shows hostile names as text', () => {
    const run = finishedRun({ name: HOSTILE });
    const html = writeReport(run, 'html');
    expect(html).not.toMatch(/<(?:script|img)/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain("default-src 'none'");
    const csv = writeReport(run, 'csv');
    expect(csv).toContain('run,,name,"\'=<img');
    expect(JSON.parse(writeReport(run, 'json'))).toMatchObject({ name: HOSTILE, state: 'passed' });
  });

  it('says what was measured, in rows and in words', () => {
    const run = finishedRun({});
    expect(writeReport(run, 'csv')).toMatch(/^part,of,figure,value,unit\r\n/);
    expect(writeReport(run, 'csv')).toContain('totals,,completed,20,calls');
    expect(writeReport(run, 'html')).toContain('Latency by percentile');
  });

  it('says what the deployment told of it', () => {
    const use = (atMs: number, cpu: number) => ({ atMs, cpu, residentBytes: 2 ** 28, loopDelayP99Ms: atMs });
    const observation = {
      overhead: null,
      cost: { nanos: '1500000', unpriced: 0, summed: 20, calls: 20 },
      engine: [use(1, 0.5), use(2, 1)],
    };
    const run = { ...finishedRun({}), observation };
    const html = writeReport(run, 'html');
    expect(html).toContain('<dt>Cost</dt><dd>$0.0015</dd>');
    expect(html).toContain('<td>0.75 cores</td><td>1.00 cores</td><td>256 MiB</td><td>2.00 ms</td>');
    expect(writeReport(run, 'csv')).toContain('engine,2,loop_delay_p99,2,ms\r\n');
    if (run.measurement === null) throw new Error('it has a result');
    const summary = summaryText(run, run.measurement);
    expect(summary).toMatch(/engine \.+ 0\.75 cores {3}\(at most 1\.00, memory 256 MiB\)/);
  });

  it('has no times where nothing was answered', () => {
    const { measurement, ...run } = finishedRun({ calls: 0 });
    if (measurement === null) throw new Error('it has a result');
    const result = { ...run, measurement };
    expect(writeReport(result, 'html')).toContain('<dt>p95</dt><dd>none</dd>');
    expect(writeReport(result, 'csv')).toContain('latency,,count,0,\r\nservice_time');
    expect(summaryText(result, measurement)).toMatch(/latency \.+ nothing was measured/);
  });

  it('can be made of a run without a result', () => {
    const run = { ...finishedRun({}), state: 'broken' as const, measurement: null };
    expect(writeReport(run, 'html')).toContain('came to no result');
    expect(writeReport(run, 'csv')).toContain('run,,state,broken,');
  });
});
