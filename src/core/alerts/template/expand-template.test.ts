import { describe, expect, it } from 'vitest';
import { expandTemplate, templateProblem } from './expand-template.ts';
import { formatGeneral, formatValue, printf } from './go-number.ts';
import {
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  humanizeTimestamp,
} from './humanize.ts';
import type { TemplateSample } from './template-value.ts';

const DATA = { labels: { model: 'gpt-4o', host: 'box:4100', __proto__x: 'y' }, value: 0.051234 };

const sample = (job: string, value: number): TemplateSample => ({ labels: new Map([['job', job]]), value });

describe('templates of alerts', () => {
  it.each([
    ['plain', 'plain'],
    ['{{ $value }}', '0.051234'],
    ['{{$value | humanizePercentage}} of {{ $labels.model }}', '5.123% of gpt-4o'],
    ['{{ .Value | printf "%.2f" }} {{ .Labels.model }}', '0.05 gpt-4o'],
    ['{{ printf "%s: %.1f%%" $labels.model $value }}', 'gpt-4o: 0.1%'],
    ['[{{ $labels.none }}]', '[]'],
    ['{{ $labels.host | stripPort | toUpper }}', 'BOX'],
    ['{{ index $labels "model" | title }}', 'Gpt-4o'],
    ['{{ reReplaceAll "(.*):.*" "$1" $labels.host }}', 'box'],
    ['{{ (printf "%.3f" $value) | humanize }}', '51m'],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{/* nothing */}}x', 'x'],
    ['{{ "}}" }}', '}}'],
    ['{{ $externalLabels.region }}', ''],
  ])('%s', (text, expected) => {
    expect(expandTemplate(text, DATA)).toBe(expected);
    expect(templateProblem(text)).toBeNull();
  });

  it.each([
    '{{ $value ',
    '{{ }}',
    '{{ nope $value }}',
    '{{ $other }}',
    '{{ ($value }}',
    '{{ $value $value }}',
    '{{ if $value }}x',
    '{{ if $value }}x{{ else }}y{{ else }}z{{ end }}',
    '{{ with }}x{{ end }}',
    'x{{ end }}',
    '{{ range $i, $j, $k := $labels }}{{ end }}',
    '{{ if $value }}{{ $x := 1 }}{{ end }}{{ $x }}',
    '{{ if gt $value 1 }}x{{ end }}',
    '{{ humanize }}',
    '{{ $labels := nope }}',
    '{{ template "a" }}',
    '{{ range $labels }}{{ break }}{{ end }}',
    '{{ match "(" $labels.model }}',
  ])('%s is not supported, and says so where it would have stood', (text) => {
    expect(templateProblem(text)).not.toBeNull();
    expect(expandTemplate(text, DATA)).toMatch(/^<error expanding template: /);
  });

  it.each([
    ['{{ if gt $value 0.05 }}much{{ else }}little{{ end }}', 'much'],
    ['{{ if eq $labels.model "a" }}1{{ else if match "4o" $labels.model }}2{{ else }}3{{ end }}', '2'],
    ['{{ with $labels.none }}{{ . }}{{ else }}none{{ end }}', 'none'],
    [
      '{{ range $name, $text := $labels }}{{ $name }}:{{ $text }} {{- end }}',
      '__proto__x:yhost:box:4100model:gpt-4o',
    ],
    ['{{ $x := "a" }}{{ range $labels }}{{ $x = print $x "b" }}{{ end }}{{ $x }}', 'abbb'],
    ['{{ range query "up" | sortByLabel "job" }}{{ .Labels.job }}={{ .Value }};{{ end }}', 'a=1;b=2;'],
    ['{{ query "up" | first | label "job" }}', 'b'],
  ])('%s', (text, expected) => {
    const up = [sample('b', 2), sample('a', 1)];
    expect(expandTemplate(text, { ...DATA, query: (expr) => (expr === 'up' ? up : []) })).toBe(expected);
    expect(templateProblem(text)).toBeNull();
  });

  it.each(['{{ query "up" | first | value }}', '{{ humanize $labels.le }}', '{{ index (query "up") 0 }}'])(
    '%s may fail later, which is no reason to refuse it',
    (text) => {
      expect(templateProblem(text)).toBeNull();
      expect(expandTemplate(text, { ...DATA, query: () => [] })).toMatch(/^<error expanding template: /);
    },
  );

  it('without answers to queries says so in the text', () => {
    expect(expandTemplate('{{ query "up" }}', DATA)).toContain('query has no answer here');
  });

  it.each([
    ['blocks in blocks', '{{ if true }}'.repeat(21) + '{{ end }}'.repeat(21)],
    ['brackets in brackets', `{{ ${'('.repeat(22)}1${')'.repeat(22)} }}`],
    ['parts', '{{ 1 }}'.repeat(401)],
  ])('refuses too many %s', (_what, text) => {
    expect(templateProblem(text)).not.toBeNull();
  });

  it('ends what would not end soon, and what would grow without bound', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => sample(`job${index}`, index));
    const query = (): TemplateSample[] => many;
    const loops =
      '{{ range query "a" }}{{ range query "b" }}{{ range query "c" }}{{ end }}{{ end }}{{ end }}';
    expect(expandTemplate(loops, { ...DATA, query })).toContain('too many steps');
    const doubling = '{{ $x := "abcdefgh" }}{{ range query "a" }}{{ $x = print $x $x }}{{ end }}{{ $x }}';
    expect(expandTemplate(doubling, { ...DATA, query })).toContain('a text longer than');
    const maps = '{{ $x := args }}{{ range query "a" }}{{ $x = args $x $x }}{{ end }}{{ $x }}';
    expect(expandTemplate(maps, { ...DATA, query })).toContain('cannot be printed');
    const replaced = '{{ reReplaceAll "" (printf "%1000s" "") (printf "%1000s" "") }}';
    expect(expandTemplate(replaced, DATA).length).toBeLessThanOrEqual(20_000);
    const long = `{{ range query "a" }}${'x'.repeat(300)}{{ end }}`;
    expect(expandTemplate(long, { ...DATA, query })).toHaveLength(20_000);
  });

  it('takes names of labels that JavaScript knows for what they are', () => {
    const labels = JSON.parse('{"constructor":"c","__proto__":"p"}') as Record<string, string>;
    expect(
      expandTemplate('{{ $labels.constructor }}{{ $labels.__proto__ }}{{ $labels.toString }}', {
        labels,
        value: 1,
      }),
    ).toBe('cp');
  });
});

describe('numbers as Go prints them', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [100_000, '100000'],
    [1_234_567, '1.234567e+06'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234e-05'],
    [-2.5, '-2.5'],
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
  ])('%d', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it('in a few digits', () => {
    expect(formatGeneral(1_234.5678, 4)).toBe('1235');
    expect(formatGeneral(123_456, 4)).toBe('1.235e+05');
    expect(formatGeneral(99.999, 4)).toBe('100');
  });

  it('by printf', () => {
    expect(printf('%5.1f|%-4d|%04d|%q|%e|%v', [3.14159, 7, -42, 'a', 1234.5, true])).toBe(
      '  3.1|7   |-042|"a"|1.234500e+03|true',
    );
    expect(printf('%s', [])).toBe('%!s(MISSING)');
    expect(printf('%d|%x|%v|%f', [42n, 255n, -1n, 1n])).toBe('42|ff|-1|%!f(int=1)');
    expect(printf('%.2s|%x', ['abc', 'a', 'rest'])).toBe('ab|61%!(EXTRA string=rest)');
  });

  it('rounds what lies between two to the even one', () => {
    expect(printf('%.1f %.1f %.0f %.0f %.0f', [-2.25, 0.35, 2.5, 3.5, 9.5])).toBe('-2.2 0.3 2 4 10');
    expect(printf('%.1e %.0e %.2g', [2.25, 9.5, 0.125])).toBe('2.2e+00 1e+01 0.12');
    expect(printf('%.1f', [1e21])).toBe('1000000000000000000000.0');
  });
});

describe('numbers for people', () => {
  it.each([
    [humanize(0), '0'],
    [humanize(1_234_567), '1.235M'],
    [humanize(0.0012), '1.2m'],
    [humanize(-12_000), '-12k'],
    [humanize1024(2_048), '2ki'],
    [humanize1024(0.5), '0.5'],
    [humanizePercentage(0.0512), '5.12%'],
    [humanizeDuration(0), '0s'],
    [humanizeDuration(0.0123), '12.3ms'],
    [humanizeDuration(59.5), '59.5s'],
    [humanizeDuration(5_400), '1h 30m 0s'],
    [humanizeDuration(-90_061), '-1d 1h 1m 1s'],
    [humanizeTimestamp(1_435_065_584.128), '2015-06-23 13:19:44.128 +0000 UTC'],
    [humanizeTimestamp(0), '1970-01-01 00:00:00 +0000 UTC'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
