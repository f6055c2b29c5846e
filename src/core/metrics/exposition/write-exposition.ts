import { unitOf, type FamilySnapshot, type MeterSample } from '../../meters/index.ts';
import type { ExpositionFormat } from './negotiate-format.ts';

/**
 * Families as Prometheus scrapes them: text format 0.0.4, or OpenMetrics 1.0 with the exemplars of buckets.
 * Sources: prometheus.io/docs/instrumenting/exposition_formats, the OpenMetrics specification 1.0.
 */
export function writeExposition(families: readonly FamilySnapshot[], format: ExpositionFormat): string {
  const lines: string[] = [];
  for (const family of families) {
    writeHead(lines, family, format);
    for (const sample of family.samples) lines.push(writeSample(sample, format));
  }
  if (format === 'openmetrics') lines.push('# EOF');
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** OpenMetrics names the family of a counter without `_total`, and has units. */
function writeHead(
  lines: string[],
  { definition: { name, type, help } }: FamilySnapshot,
  format: ExpositionFormat,
): void {
  const family = format === 'openmetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;
  lines.push(`# TYPE ${family} ${type}`);
  const unit = unitOf(name);
  if (format === 'openmetrics' && unit !== '') lines.push(`# UNIT ${family} ${unit}`);
  lines.push(`# HELP ${family} ${escapeHelp(help, format)}`);
}

function writeSample({ name, labels, value, exemplar }: MeterSample, format: ExpositionFormat): string {
  const sample = `${name}${writeLabels(labels)} ${writeNumber(value)}`;
  if (exemplar === null || format === 'text') return sample;
  const { traceId, spanId, value: measured, timeMs } = exemplar;
  const whose = writeLabels({ trace_id: traceId, span_id: spanId });
  return `${sample} # ${whose} ${writeNumber(measured)} ${(timeMs / 1000).toFixed(3)}`;
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function writeNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

function escapeValue(text: string): string {
  return /[\\"\n]/.test(text) ? escapeText(text).replaceAll('"', '\\"') : text;
}

/** Quotes in a help text are escaped in OpenMetrics only. */
function escapeHelp(text: string, format: ExpositionFormat): string {
  const escaped = escapeText(text);
  return format === 'openmetrics' ? escaped.replaceAll('"', '\\"') : escaped;
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
