import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { alertingRuleSchema, type AlertingRule } from '../../shared/alert/index.ts';
import { advanceAlerts, type HeldAlerts } from './rules/advance-alerts.ts';
import { writeRuleFile } from './rules/rule-file.ts';
import { alertSamples } from './rules/rule-series.ts';

const MINUTE_MS = 60_000;
const MINUTES = 24;
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.warn('promtool is not installed: states of alerts are not compared with it');

const TEXT = [
  '{{ $value }}',
  '{{ $value | humanize }}',
  '{{ $value | humanize1024 }}',
  '{{ $value | humanizePercentage }}',
  '{{ $value | humanizeDuration }}',
  '{{ printf "%.2f|%8.3e|%-6s|%q" $value $value "ab" "c" }}',
  '{{ $labels.model | toUpper | title }}',
  '{{ $labels.none }}.',
  '{{ reReplaceAll "(m).*" "$1x" .Labels.model }}',
].join(' ; ');
const VALUES = [
  1, 12.5, 1_234_567, 0.00001234, 100_000, 1e18, 59.94, 5_400, 2_048, 90_061.5, 0.5, 999.99, 1_500,
];

const rule = (name: string, forMinutes: number, keepMinutes: number): AlertingRule =>
  alertingRuleSchema.parse({
    kind: 'alert',
    name,
    expr: 'x > 0',
    forMs: forMinutes * MINUTE_MS,
    keepFiringForMs: keepMinutes * MINUTE_MS,
    labels: { severity: 'page', of: '{{ $labels.model }}' },
    annotations: { text: TEXT },
  });
const RULES = [rule('AtOnce', 0, 0), rule('For', 3, 0), rule('Kept', 2, 4)];

/** Series that come and go, the same at each run; each has a value of its own. */
const SERIES = VALUES.map((value, index) => ({
  labels: { __name__: 'x', model: `m${index}` },
  values: fc
    .sample(fc.array(fc.boolean(), { minLength: MINUTES, maxLength: MINUTES }), {
      seed: 7 + index,
      numRuns: 1,
    })
    .flat()
    // Each stays for two minutes, so that `for` has something to count.
    .flatMap((isThere) => [isThere, isThere])
    .slice(0, MINUTES)
    .map((isThere) => (isThere ? value : 0)),
}));

/** What promtool is to find: for each minute the firing alerts of each rule, and `ALERTS`. */
function expectations(): { alerts: object[]; samples: object[] } {
  const held = RULES.map((): HeldAlerts => new Map());
  const alerts: object[] = [];
  const samples: object[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const atMs = minute * MINUTE_MS;
    const answers = SERIES.flatMap(({ labels, values }) => {
      const value = values[minute] ?? 0;
      return value > 0 ? [{ labels, atMs, value }] : [];
    });
    RULES.forEach((each, index) => {
      held[index] = advanceAlerts(held[index] ?? new Map(), answers, each, atMs).alerts;
      const firing = [...held[index].values()].filter(({ state }) => state === 'firing');
      alerts.push({
        eval_time: `${minute}m`,
        alertname: each.name,
        exp_alerts: firing.map(({ labels: { alertname: _name, ...labels }, annotations }) => ({
          exp_labels: labels,
          exp_annotations: annotations,
        })),
      });
    });
    samples.push({
      expr: 'ALERTS',
      eval_time: `${minute}m`,
      exp_samples: held
        .flatMap((each) => alertSamples(each))
        .filter(({ labels }) => labels.__name__ === 'ALERTS')
        .map(({ labels: { __name__: name, ...labels }, value }) => ({
          labels: `${name}{${Object.entries(labels)
            .map(([label, text]) => `${label}=${JSON.stringify(text)}`)
            .join(',')}}`,
          value,
        })),
    });
  }
  return { alerts, samples };
}

describe.skipIf(!hasPromtool)('the states of alerts beside those of Prometheus', () => {
  it(`are the same over ${MINUTES} minutes of ${SERIES.length} series and ${RULES.length} rules, texts included`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-promtool-'));
    try {
      const { alerts, samples } = expectations();
      writeFileSync(
        join(folder, 'rules.yml'),
        writeRuleFile([{ name: 'g', intervalMs: MINUTE_MS, limit: 0, rules: RULES }]),
      );
      writeFileSync(
        join(folder, 'test.yml'),
        stringify({
          rule_files: ['rules.yml'],
          evaluation_interval: '1m',
          tests: [
            {
              interval: '1m',
              input_series: SERIES.map(({ labels, values }) => ({
                series: `x{model="${labels.model}"}`,
                values: values.map((value) => String(value)).join(' '),
              })),
              alert_rule_test: alerts,
              promql_expr_test: samples,
            },
          ],
        }),
      );
      const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'test.yml'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(`${stdout}${stderr}`.slice(0, 4_000)).toContain('SUCCESS');
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
