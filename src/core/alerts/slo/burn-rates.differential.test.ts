import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { sloContentSchema } from '../../../shared/alert/index.ts';
import { writeRuleFile } from '../rules/rule-file.ts';
import { sloGroup } from './slo-rules.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.warn('promtool is not installed: burn rates are not compared with it');

const CALLS_A_MINUTE = 1_000;
const MINUTES = 30;
const HOURLY = { severity: 'page', long_window: '1h' };
const SIX_HOURLY = { severity: 'page', long_window: '6h' };
const TICKET = { severity: 'ticket', long_window: '3d' };

/**
 * Of 1,000 calls a minute by two models so many fail; the objective of 99 % allows 10, so a burn of 14.4 is 144. Reckoned by hand
 * from the table of the Site Reliability Workbook.
 */
const CASES: readonly { bad: number; fires: readonly Record<string, string>[] }[] = [
  { bad: 9, fires: [] },
  { bad: 11, fires: [TICKET] },
  { bad: 59, fires: [TICKET] },
  { bad: 61, fires: [SIX_HOURLY, TICKET] },
  { bad: 143, fires: [SIX_HOURLY, TICKET] },
  { bad: 145, fires: [HOURLY, SIX_HOURLY, TICKET] },
];

const rising = (step: number) => `0+${step}x${MINUTES}`;
const labelsOf = (labels: Record<string, string>) =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;

describe.skipIf(!hasPromtool)('the alerts of an SLO', () => {
  it('fire in Prometheus at the burn rates of the workbook, whatever labels its expressions leave', () => {
    const content = sloContentSchema.parse({
      name: 'Calls',
      objective: 0.99,
      periodDays: 30,
      sli: {
        kind: 'ratio',
        good: 'sum by (model) (rate(calls_total{status="ok"}[$window]))',
        total: 'sum(rate(calls_total[$window]))',
      },
    });
    const { content: group } = sloGroup({ id: '1', version: 1, content, changedAt: '', changedBy: '' });
    const tests = CASES.map(({ bad, fires }) => ({
      interval: '1m',
      input_series: [
        { series: 'calls_total{model="a",status="ok"}', values: rising(400) },
        { series: 'calls_total{model="b",status="ok"}', values: rising(CALLS_A_MINUTE - 400 - bad) },
        { series: 'calls_total{model="b",status="error"}', values: rising(bad) },
      ],
      promql_expr_test: [
        {
          expr: 'sum by (severity, long_window) (ALERTS{alertname="SloBurnRate", alertstate="firing"})',
          eval_time: `${MINUTES}m`,
          exp_samples: fires.map((labels) => ({ labels: labelsOf(labels), value: 1 })),
        },
      ],
    }));
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-burn-'));
    try {
      writeFileSync(join(folder, 'rules.yml'), writeRuleFile([group]));
      writeFileSync(
        join(folder, 'test.yml'),
        stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }),
      );
      const options = { cwd: folder, encoding: 'utf8' } as const;
      const { stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'test.yml'], options);
      expect(`${stdout}${stderr}`.slice(0, 4_000)).toContain('SUCCESS');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
