import {
  parseThreshold,
  type Distribution,
  type LoadMeasurement,
  type LoadObservation,
  type LoadRun,
  type ThresholdResult,
} from '../../../shared/load/index.ts';
import { nanosToUsd } from '../../../shared/money.ts';
import { useFigures } from '../use-figures.ts';
import { count, mebibytes, millis, perSecond, plain, share } from './text.ts';

const LABEL = 24;

/** The result of a run as a terminal shows it. */
export function summaryText({ plan, observation }: LoadRun, result: LoadMeasurement): string {
  const { totals, thresholds, errors, templates } = result;
  const lines = [
    '',
    `  ${plain(plan.name)}`,
    '',
    ...thresholds.map(thresholdLine),
    ...(thresholds.length > 0 ? [''] : []),
    line('requests', `${count(totals.completed)}   ${perSecond(result.rate)}`, askedText(result)),
    line('failed', share(result.errorRate), `${count(totals.errors)} of ${count(totals.completed)}`),
    line('dropped', count(totals.dropped), `${count(totals.late)} started late`),
    distributionLine('latency', result.latency),
    distributionLine('  once sent', result.serviceTime),
    ...(result.ttft === null ? [] : [distributionLine('time to first token', result.ttft)]),
    ...(result.gap === null ? [] : [distributionLine('between pieces', result.gap)]),
    ...(result.tokensPerSecond === null ? [] : [speedLine(result.tokensPerSecond)]),
    ...(plan.shape.model === 'open' ? [distributionLine('generator lag', result.lag)] : []),
    line('tokens', `in ${count(result.usage.inputTokens)}   out ${count(result.usage.outputTokens)}`, ''),
    ...(observation === null ? [] : observationLines(observation)),
    ...(templates.length < 2 ? [] : templates.map(templateLine)),
    ...(errors.length === 0 ? [] : ['', '  errors']),
    ...errors.map(
      ({ kind, status, code, count: times, example }) =>
        `    ${count(times).padStart(8)}  ${kind}${status === null ? '' : ` ${status}`} ${plain(code)}  ${plain(example)}`,
    ),
    '',
  ];
  return lines.join('\n');
}

function askedText({ askedRate, totals }: LoadMeasurement): string {
  return askedRate === null ? '' : `of ${count(totals.asked)} asked for, ${perSecond(askedRate)}`;
}

function line(label: string, value: string, note: string): string {
  const dots = '.'.repeat(LABEL - label.length);
  return `    ${label} ${dots} ${value}${note === '' ? '' : `   (${note})`}`;
}

function distributionLine(
  label: string,
  { count: times, mean, min, max, percentiles }: Distribution,
): string {
  if (times === 0) return line(label, 'nothing was measured', '');
  const shown = percentiles
    .filter(({ percentile }) => percentile !== 75)
    .map(({ percentile, value }) => `p${percentile}=${millis(value)}`);
  return line(
    label,
    [`avg=${millis(mean)}`, `min=${millis(min)}`, ...shown, `max=${millis(max)}`].join(' '),
    '',
  );
}

function speedLine({ mean, percentiles }: Distribution): string {
  const median = percentiles[0]?.value ?? 0;
  return line('tokens per second', `avg=${mean.toFixed(1)} p50=${median.toFixed(1)}`, 'of each stream');
}

/** What the deployment told of the run. */
function observationLines({ cost, overhead, engine }: LoadObservation): string[] {
  const lines = engineLines(engine);
  if (cost !== null && cost.nanos !== null) {
    const unpriced = cost.unpriced === 0 ? '' : `${count(cost.unpriced)} calls without a price`;
    lines.push(line('cost', `$${nanosToUsd(BigInt(cost.nanos))}`, unpriced));
  }
  if (overhead === null) return lines;
  const { total, stages, traces } = overhead;
  if (total !== null)
    lines.push(
      line(
        'gateway overhead',
        `p50=${micros(total.p50Micros)} p95=${micros(total.p95Micros)} p99=${micros(total.p99Micros)}`,
        `of ${count(traces)} calls`,
      ),
    );
  return [
    ...lines,
    ...stages.map(({ stage, p50Micros, p95Micros }) =>
      line(`  ${plain(stage)}`, `p50=${micros(p50Micros)} p95=${micros(p95Micros)}`, ''),
    ),
  ];
}

function engineLines(engine: LoadObservation['engine']): string[] {
  const use = useFigures(engine);
  if (use === null) return [];
  const cores = `${use.cpuMean.toFixed(2)} cores`;
  return [
    line('engine', cores, `at most ${use.cpuMost.toFixed(2)}, memory ${mebibytes(use.residentMost)}`),
    line('  event-loop delay', `p99=${millis(use.loopDelayP99MostMs)}`, 'of the worst second'),
  ];
}

function micros(value: number): string {
  return millis(value / 1_000);
}

function templateLine({ name, completed, errors, latency }: LoadMeasurement['templates'][number]): string {
  const p95 = latency.percentiles.find(({ percentile }) => percentile === 95)?.value ?? 0;
  return `      ${plain(name).padEnd(LABEL)} ${count(completed)} calls, ${count(errors)} failed, p95=${millis(p95)}`;
}

function thresholdLine({ expression, value, holds, aborted }: ThresholdResult): string {
  const mark = holds ? 'ok    ' : 'FAILED';
  return `    ${mark} ${plain(expression)}   ${valueText(expression, value)}${aborted ? ', which ended the run' : ''}`;
}

/** A value in the unit that its threshold is about. */
export function valueText(expression: string, value: number | null): string {
  const metric = parseThreshold(expression)?.metric;
  if (value === null || metric === undefined) return 'nothing was measured';
  if (metric.kind === 'count') {
    if (metric.count === 'rps') return perSecond(value);
    return metric.count.endsWith('_rate') ? share(value) : count(value);
  }
  return metric.series === 'tps' ? perSecond(value) : millis(value);
}
