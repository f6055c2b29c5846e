/** UCUM codes of base and common units with the words that Prometheus's names use. */
const UNITS: Readonly<Record<string, string>> = {
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
  KiBy: 'kibibytes',
  MiBy: 'mebibytes',
  GiBy: 'gibibytes',
  TiBy: 'tibibytes',
  KBy: 'kilobytes',
  MBy: 'megabytes',
  GBy: 'gigabytes',
  TBy: 'terabytes',
  m: 'meters',
  V: 'volts',
  A: 'amperes',
  J: 'joules',
  W: 'watts',
  g: 'grams',
  Cel: 'celsius',
  Hz: 'hertz',
  '%': 'percent',
};
const PER_UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  min: 'minute',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  y: 'year',
};
/** Longer names are cut: no metric needs them, and they are kept once for each series. */
const MAX_LENGTH = 200;

export interface MetricName {
  readonly name: string;
  /** As the name says it; '' where it says none. */
  readonly unit: string;
}

/**
 * The name of a metric in Prometheus: other characters become `_`, the unit and `_total` become suffixes unless the name
 * has them. '' where nothing of the name is left.
 * Source: OpenTelemetry specification, "Prometheus and OpenMetrics compatibility", metric metadata.
 */
export function metricName(name: string, unit: string, kind: 'counter' | 'gauge' | 'other'): MetricName {
  let tokens = name
    .slice(0, MAX_LENGTH)
    .split(/[^a-zA-Z0-9:]+/)
    .filter((token) => token !== '');
  if (tokens.length === 0) return { name: '', unit: '' };
  const [main = '', per = ''] = unitWords(unit);
  if (main !== '' && !tokens.includes(main)) tokens.push(...main.split('_'));
  if (per !== '' && !tokens.includes(per)) tokens.push('per', ...per.split('_'));
  if (kind === 'gauge' && unit.trim() === '1')
    tokens = [...tokens.filter((token) => token !== 'ratio'), 'ratio'];
  if (kind === 'counter') tokens = [...tokens.filter((token) => token !== 'total'), 'total'];
  const joined = tokens.join('_');
  return { name: /^\d/.test(joined) ? `_${joined}` : joined, unit: per === '' ? main : '' };
}

/** The words of `unit` and of what stands after a slash. What is in braces is a remark, no unit. */
function unitWords(unit: string): string[] {
  const [main = '', per = ''] = unit.replaceAll(/\{[^}]*\}/g, '').split('/', 2);
  return [wordOf(UNITS, main.trim()), wordOf(PER_UNITS, per.trim())];
}

function wordOf(words: Readonly<Record<string, string>>, unit: string): string {
  if (unit === '1') return '';
  const word = Object.hasOwn(words, unit) ? words[unit] : undefined;
  return word ?? unit.replaceAll(/[^a-zA-Z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
}
