import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatDuration, groupContentSchema, sloContentSchema } from '../../../shared/alert/index.ts';
import { parsePromql } from '../../metrics/promql/index.ts';
import { projectPath, resourcePath } from '../../resources.ts';
import { sloGroup } from '../slo/slo-rules.ts';
import { checkRules } from './check-rules.ts';
import { readRuleFile, writeRuleFile } from './rule-file.ts';
import { readShippedRules } from './shipped-rules.ts';

const FILE = `
groups:
  - name: calls
    interval: 30s
    limit: 10
    query_offset: 1m
    labels: {team: models}
    rules:
      - record: calls:errors:rate5m
        expr: sum(rate(signalbox_calls_total{status="error"}[5m]))
      - alert: ManyErrors
        expr: calls:errors:rate5m > 1
        for: 1h30m
        keep_firing_for: 5m
        labels: {severity: page}
        annotations: {summary: "{{ $value | humanize }} errors"}
        partial_response_strategy: warn
  - name: empty
    rules: []
`;

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.warn('promtool is not installed: rule files are not checked by it');

function promtool(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-rules-'));
  try {
    const paths = files.map((text, index) => {
      const path = join(folder, `${index}.yml`);
      writeFileSync(path, text);
      return path;
    });
    return execFileSync('promtool', ['check', 'rules', ...paths], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('rule files of Prometheus', () => {
  it('are read, with what is not supported said', () => {
    const { groups, leftOut } = readRuleFile(FILE);
    expect(groups).toEqual([
      {
        name: 'calls',
        intervalMs: 30_000,
        limit: 10,
        rules: [
          {
            kind: 'record',
            name: 'calls:errors:rate5m',
            expr: 'sum(rate(signalbox_calls_total{status="error"}[5m]))',
            labels: { team: 'models' },
          },
          {
            kind: 'alert',
            name: 'ManyErrors',
            expr: 'calls:errors:rate5m > 1',
            forMs: 5_400_000,
            keepFiringForMs: 300_000,
            labels: { team: 'models', severity: 'page' },
            annotations: { summary: '{{ $value | humanize }} errors' },
          },
        ],
      },
    ]);
    expect(leftOut).toEqual([
      'The group calls: "query_offset" is not supported.',
      'The rule ManyErrors of the group calls: "partial_response_strategy" is not supported.',
      'The group empty has no rules.',
    ]);
  });

  it('are written as they were read', () => {
    const { groups } = readRuleFile(FILE);
    expect(readRuleFile(writeRuleFile(groups))).toEqual({ groups, leftOut: [] });
  });

  it.each([
    '{',
    'groups: 1',
    'groups: [{name: a, rules: [{alert: b}]}]',
    'groups: [{name: a, rules: [{alert: b, record: c, expr: d}]}]',
    'groups: [{name: a, rules: [{alert: b, expr: c, for: soon}]}]',
    'groups: &a [*a]',
  ])('%s is refused', (text) => {
    expect(() => readRuleFile(text)).toThrow(expect.objectContaining({ code: 'ALERT_RULES_INVALID' }));
  });

  it('may say no more than can be evaluated', () => {
    const group = (expr: string, summary: string) =>
      groupContentSchema.parse({
        name: 'g',
        rules: [{ kind: 'alert', name: 'A', expr, annotations: { summary } }],
      });
    expect(() => checkRules(group('rate(x[5m]) >', ''), parsePromql)).toThrow(/in the rule A of the group g/);
    expect(() => checkRules(group('x > 1', '{{ range }}'), parsePromql)).toThrow(/summary: /);
    expect(() => checkRules(group('x > 1', '{{ $value }}'), parsePromql)).not.toThrow();
  });

  it.skipIf(!hasPromtool)('that are written pass promtool, those of SLOs too', () => {
    const slos = [7, 28, 30].map((periodDays) =>
      sloGroup({
        id: 'one',
        version: 1,
        changedAt: '',
        changedBy: '',
        content: sloContentSchema.parse({
          name: `calls ${periodDays}`,
          objective: 0.999,
          periodDays,
          sli:
            periodDays === 7
              ? { kind: 'latency', metric: 'x_seconds', matchers: 'route="a"', threshold: 1 }
              : { kind: 'ratio', good: 'sum(rate(g[$window]))', total: 'sum(rate(t[$window]))' },
        }),
      }),
    );
    for (const { content } of slos) checkRules(content, parsePromql);
    const { groups } = readRuleFile(FILE);
    const checked = promtool(writeRuleFile(groups), writeRuleFile(slos.map(({ content }) => content)));
    expect(checked).toMatch(/SUCCESS: 2 rules found[^]*SUCCESS: 25 rules found/);
    expect(formatDuration(3 * 86_400_000)).toBe('3d');
  });
});

describe('the rules that come with Signalbox', () => {
  const shipped = readShippedRules(resourcePath('alert-rules'));

  it('can be evaluated, and each has its runbook', () => {
    expect(shipped.length).toBeGreaterThan(2);
    for (const { content } of shipped) {
      checkRules(content, parsePromql);
      for (const rule of content.rules) {
        if (rule.kind === 'record') continue;
        const runbook = rule.annotations.runbook_url ?? '';
        expect(runbook).toMatch(/^docs\/runbooks\/[a-z0-9-]+\.md$/);
        expect(readFileSync(projectPath(runbook), 'utf8')).toContain(`\`${rule.name}\``);
      }
    }
  });

  it('ask for metrics that exist, as their reference lists them', () => {
    const known = new Set(
      [...readFileSync(projectPath('docs/reference/metrics.md'), 'utf8').matchAll(/^\| `(\w+)`/gm)].map(
        ([, name]) => name,
      ),
    );
    const asked = shipped.flatMap(({ content }) =>
      content.rules.flatMap(({ expr }) => expr.match(/\b(?:signalbox|nodejs|process|gen_ai)_\w+/g) ?? []),
    );
    expect(asked.length).toBeGreaterThan(12);
    const histogram = /_(?:bucket|sum|count)$/;
    expect(asked.filter((name) => !known.has(name) && !known.has(name.replace(histogram, '')))).toEqual([]);
  });
});
