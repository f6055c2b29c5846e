import { describe, expect, it } from 'vitest';
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

  it('can be made of a run without a result', () => {
    const run = { ...finishedRun({}), state: 'broken' as const, measurement: null };
    expect(writeReport(run, 'html')).toContain('came to no result');
    expect(writeReport(run, 'csv')).toContain('run,,state,broken,');
  });
});
