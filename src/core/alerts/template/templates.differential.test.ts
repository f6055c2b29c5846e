import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { arbitraryTemplates } from './testing/arbitrary-templates.ts';
import { expandTemplate } from './expand-template.ts';
import type { TemplateSample } from './template-value.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool) console.warn('promtool is not installed: templates of alerts are not compared with it');

const SERIES = [
  { model: 'm-b', host: 'box.example.org:4100', kind: 'chat_long run' },
  { model: 'm-a', host: '10.0.0.1:80', kind: '' },
  { model: 'm-c', host: '', kind: 'x' },
].map((labels, index) => ({
  labels: Object.fromEntries(Object.entries({ __name__: 'x', ...labels }).filter(([, text]) => text !== '')),
  value: [12.5, 0.034, 1_500_000][index] ?? 0,
}));

const TEMPLATES = [
  '{{ if gt $value 1.0 }}high{{ else }}low{{ end }}',
  '{{ if lt $value 1.0 }}low{{ else if lt $value 100.0 }}middle{{ else }}high{{ end }}',
  '{{ if and (ge $value 1.0) (ne $labels.model "m-b") }}a{{ else }}b{{ end }}',
  '{{ if or (eq $labels.model "m-a" "m-c") $labels.kind }}{{ $labels.kind }}!{{ end }}',
  '{{ if not $labels.host }}no host{{ end }}.',
  '{{ with $labels.kind }}kind {{ . | title }}{{ else }}none of {{ .Labels.model }}{{ end }}',
  '{{ range $name, $text := $labels }}{{ $name }}={{ $text }} {{ end }}',
  '{{ range $labels }}[{{ . }}]{{ else }}none{{ end }}',
  '{{ range query "none" }}{{ . }}{{ else }}none{{ end }}',
  '{{ range query "x" | sortByLabel "model" }}{{ .Labels.model }}: {{ .Value | humanize }}, {{ end }}',
  '{{ range $i, $s := query "x" | sortByLabel "model" }}{{ if $i }}; {{ end }}{{ $i }} {{ $s.Value }}{{ end }}',
  '{{ with query "sum(x)" }}{{ . | first | value | printf "%.1f" }}{{ end }}',
  '{{ with printf "x{model=%q}" $labels.model | query }}{{ . | first | label "host" }}{{ end }}',
  '{{ query "scalar(sum(x))" | first | value }}',
  '{{ (query "x{model=\\"m-a\\"}" | first).Labels.host }}',
  '{{ (index (query "x{model=\\"m-a\\"}") 0).Value }}',
  '{{ $total := query "sum(x)" | first | value }}{{ $total | humanize }} of {{ len (query "x") }}',
  '{{ $x := 1 }}{{ range $labels }}{{ $x = print $x "+" }}{{ end }}{{ $x }}',
  '{{ $x := "out" }}{{ if true }}{{ $x := "in" }}{{ $x }}{{ end }}{{ $x }}',
  '{{ with $v := 3 }}{{ $v }}{{ . }}{{ $.Labels.model }}{{ end }}',
  '{{ with args "a" 2 3.5 }}{{ .arg0 }}{{ .arg1 }}{{ .arg2 }}{{ end }}',
  '{{ args 1 "b" }} {{ print 1 2 "a" 3 true false }}',
  'a  {{- if true }}  b  {{- end -}}  c',
  '{{ if eq (len $labels) 4 }}four{{ else }}{{ len $labels }}{{ end }} {{ len "äb" }}',
  '{{ if match "^m-[ab]$" $labels.model }}{{ reReplaceAll "m-(.)" "<${1}>" $labels.model }}{{ end }}',
  '{{ "one_two three-four.five 6seven éa" | title }}',
  '{{ printf "%d|%5d|%-5d|%05d|%x|%v|%t|%q|%6.2f|%.3s|%8s" 42 42 42 42 255 7 true "q" $value "abcdef" "r" }}',
  '{{ printf "%d %f" "a" 1 }} {{ printf "%s" }} {{ printf "a" 1 "b" }}',
  '{{ humanize 1234567 }} {{ humanizeDuration "5400" }} {{ humanizePercentage 0.5 }} {{ 1e3 }} {{ 0.0 }}',
  '{{ if 0 }}a{{ else if 0.0 }}b{{ else if "" }}c{{ else if false }}d{{ else }}e{{ end }}',
  '{{ $labels.none }}|{{ index $labels "none" }}|{{ .Labels.model | toUpper | printf "%s-%s" "a" }}',
  '{{ eq 1 1 }} {{ eq "a" "b" }} {{ lt 1 2 }} {{ ge "b" "a" }} {{ le 1.5 1.5 }} {{ true }} {{ and 1 0 }} {{ or 0 "x" }}',
  '{{/* a comment */}}{{- /* trimmed */ -}} {{ `raw "text" \\n` }} {{ "tab\\tquote\\"" }}',
  ...arbitraryTemplates(300),
];

const PROMTOOL_TEST = {
  rule_files: ['rules.yml'],
  evaluation_interval: '1m',
  tests: [
    {
      interval: '1m',
      input_series: SERIES.map(({ labels: { __name__: name, ...labels }, value }) => ({
        series: `${name}{${Object.entries(labels)
          .map(([label, text]) => `${label}=${JSON.stringify(text)}`)
          .join(',')}}`,
        values: `${value} ${value}`,
      })),
      alert_rule_test: [{ eval_time: '1m', alertname: 'A', exp_alerts: [] }],
    },
  ],
};

const WRONG = [
  '{{ if gt $value 1 }}x{{ end }}',
  '{{ if eq $value "1" }}x{{ end }}',
  '{{ lt true false }}',
  '{{ query "none" | first | value }}',
  '{{ humanize $labels.model }}',
  '{{ $value | first }}',
  '{{ range $value }}{{ end }}',
  '{{ (query "x" | first).Other }}',
  '{{ index (query "x") 99 }}',
];

describe.skipIf(!hasPromtool)('templates beside those of Prometheus', () => {
  it(`${TEMPLATES.length} templates give the same texts for ${SERIES.length} alerts`, () => {
    const theirs = expandedByPromtool(TEMPLATES);
    SERIES.forEach((series, index) => {
      const ours = TEMPLATES.map((text) => expandTemplate(text, { ...series, query: answerOf }));
      expect(TEMPLATES.map((text, at) => [text, ours[at]])).toEqual(
        TEMPLATES.map((text, at) => [text, theirs[index]?.[at]]),
      );
    });
  });

  it.each(WRONG)('%s fails in both', (text) => {
    const [theirs] = expandedByPromtool([text]);
    const [series] = SERIES;
    expect(theirs?.[0]).toMatch(/^<error expanding template: /);
    expect(series && expandTemplate(text, { ...series, query: answerOf })).toMatch(
      /^<error expanding template: /,
    );
  });
});

/** The texts of each series's alert, as promtool shows them where it finds others than were expected. */
function expandedByPromtool(templates: readonly string[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-templates-'));
  const annotations = Object.fromEntries(templates.map((text, index) => [`t${index}`, text]));
  const rule = { alert: 'A', expr: 'x > 0', annotations };
  try {
    writeFileSync(join(folder, 'rules.yml'), stringify({ groups: [{ name: 'g', rules: [rule] }] }));
    writeFileSync(join(folder, 'test.yml'), stringify(PROMTOOL_TEST));
    const { stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'test.yml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const got = /got:\[([^]*)/.exec(stdout + stderr)?.[1] ?? '';
    return SERIES.map(({ labels: { model } }) => {
      const line = got.split('Labels:{').find((each) => each.includes(`model="${model}"}`)) ?? stderr;
      const texts = [...line.matchAll(/\bt(\d+)=("(?:[^"\\]|\\.)*")/g)].map(
        ([, index, text = '""']): [number, string] => [Number(index), JSON.parse(text) as string],
      );
      return texts.sort(([a], [b]) => a - b).map(([, text]) => text);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What Prometheus answers to the queries above. */
function answerOf(expr: string): TemplateSample[] {
  const all = SERIES.map(({ labels, value }) => ({ labels: new Map(Object.entries(labels)), value }));
  if (expr === 'x') return all;
  if (expr === 'none') return [];
  const named = /^x\{model="(.*)"\}$/.exec(expr)?.[1];
  if (named !== undefined) return all.filter(({ labels }) => labels.get('model') === named);
  if (!['sum(x)', 'scalar(sum(x))'].includes(expr)) throw new Error(`not expected: ${expr}`);
  return [{ labels: new Map(), value: SERIES.reduce((sum, { value }) => sum + value, 0) }];
}
