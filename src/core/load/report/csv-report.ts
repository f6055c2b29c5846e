import type { Distribution, LoadRun, LoadSnapshot } from '../../../shared/load/index.ts';
import { nanosToUsd } from '../../../shared/money.ts';

type Cell = string | number | null;

/**
 * A run as one table, a figure a row: which part of the result, the second or percentile or name that it is of, the figure,
 * its value and its unit. RFC 4180.
 */
export function csvReport(run: LoadRun): string {
  const header: Cell[] = ['part', 'of', 'figure', 'value', 'unit'];
  return [header, ...rowsOf(run)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function rowsOf({ id, name, state, startedAt, measurement, observation }: LoadRun): Cell[][] {
  const about: Cell[][] = [
    ['run', null, 'id', id, null],
    ['run', null, 'name', name, null],
    ['run', null, 'state', state, null],
    ['run', null, 'started_at', startedAt, null],
  ];
  if (measurement === null) return about;
  const { totals, usage } = measurement;
  return [
    ...about,
    ['run', null, 'measured', measurement.measuredMs, 'ms'],
    ['run', null, 'rate', measurement.rate, 'per_second'],
    ['run', null, 'error_rate', measurement.errorRate, 'share'],
    ['run', null, 'dropped_rate', measurement.droppedRate, 'share'],
    ...Object.entries(totals).map(([figure, value]): Cell[] => ['totals', null, figure, value, 'calls']),
    ...distribution('latency', measurement.latency, 'ms'),
    ...distribution('service_time', measurement.serviceTime, 'ms'),
    ...distribution('ttft', measurement.ttft, 'ms'),
    ...distribution('gap', measurement.gap, 'ms'),
    ...distribution('tokens_per_second', measurement.tokensPerSecond, 'per_second'),
    ...distribution('lag', measurement.lag, 'ms'),
    ['usage', null, 'input_tokens', usage.inputTokens, 'tokens'],
    ['usage', null, 'output_tokens', usage.outputTokens, 'tokens'],
    ...measurement.thresholds.flatMap(({ expression, value, holds }): Cell[][] => [
      ['threshold', expression, 'value', value, null],
      ['threshold', expression, 'holds', holds ? 1 : 0, null],
    ]),
    ...measurement.errors.map(({ kind, status, code, count }): Cell[] => [
      'errors',
      `${kind} ${status ?? '-'} ${code}`,
      'count',
      count,
      'calls',
    ]),
    ...(observation?.overhead?.stages ?? []).map(({ stage, p95Micros }): Cell[] => [
      'overhead',
      stage,
      'p95',
      p95Micros,
      'us',
    ]),
    ...(observation?.cost?.nanos == null
      ? []
      : [['cost', null, 'usd', nanosToUsd(BigInt(observation.cost.nanos)), 'usd'] satisfies Cell[]]),
    ...(observation?.engine ?? []).flatMap(({ atMs, cpu, residentBytes, loopDelayP99Ms }): Cell[][] => [
      ['engine', atMs, 'cpu', cpu, 'cores'],
      ['engine', atMs, 'resident', residentBytes, 'bytes'],
      ['engine', atMs, 'loop_delay_p99', loopDelayP99Ms, 'ms'],
    ]),
    ...measurement.timeline.flatMap(second),
  ];
}

function distribution(part: string, of: Distribution | null, unit: string): Cell[][] {
  if (of === null) return [];
  if (of.count === 0) return [[part, null, 'count', 0, null]];
  return [
    [part, null, 'count', of.count, null],
    [part, null, 'min', of.min, unit],
    [part, null, 'mean', of.mean, unit],
    [part, null, 'max', of.max, unit],
    ...of.percentiles.map(({ percentile, value }): Cell[] => [part, percentile, 'percentile', value, unit]),
  ];
}

function second({
  phase,
  atMs,
  askedRate,
  users,
  rate,
  errorRate,
  latency,
  inFlight,
}: LoadSnapshot): Cell[][] {
  if (phase === 'warm_up') return [];
  return [
    ['timeline', atMs, 'asked_rate', askedRate, 'per_second'],
    ['timeline', atMs, 'users', users, 'users'],
    ['timeline', atMs, 'rate', rate, 'per_second'],
    ['timeline', atMs, 'error_rate', errorRate, 'share'],
    ['timeline', atMs, 'in_flight', inFlight, 'calls'],
    ['timeline', atMs, 'p50', latency?.p50 ?? null, 'ms'],
    ['timeline', atMs, 'p95', latency?.p95 ?? null, 'ms'],
    ['timeline', atMs, 'p99', latency?.p99 ?? null, 'ms'],
  ];
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run what begins like this; names are others' words.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
