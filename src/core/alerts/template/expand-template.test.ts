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

const DATA = { labels: { model: 'gpt-4o', host: 'box:4100', __proto__x: 'y' }, value: 0.051234 };

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
    '{{ if $value }}x{{ end }}',
    '{{ range query "up" }}{{ end }}',
    '{{ $value ',
    '{{ }}',
    '{{ nope $value }}',
    '{{ $other }}',
    '{{ ($value }}',
    '{{ $value $value }}',
  ])('%s is not supported, and says so where it would have stood', (text) => {
    expect(templateProblem(text)).not.toBeNull();
    expect(expandTemplate(text, DATA)).toMatch(/^<error expanding template: /);
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
