import type { LoadMeasurement, LoadObservation, LoadRun, LoadSnapshot } from '../../../shared/load/index.ts';
import { nanosToUsd } from '../../../shared/money.ts';
import { count, mebibytes, millis, perSecond, share } from '../command/text.ts';
import { valueText } from '../command/summary.ts';
import { useFigures } from '../use-figures.ts';
import { escapeHtml } from './escape-html.ts';
import { REPORT_STYLES } from './report-styles.ts';
import { svgBars, svgChart } from './svg-chart.ts';

const STATES: Readonly<Record<LoadRun['state'], string>> = {
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  aborted: 'Aborted',
  broken: 'Broken',
  interrupted: 'Interrupted',
};

/** A run as one page that needs nothing else: no script, no network, and every name in it is text. */
export function htmlReport(run: LoadRun): string {
  const { name, state, startedAt, target, message, measurement, observation } = run;
  const sections =
    measurement === null
      ? '<p>This run came to no result.</p>'
      : resultSections(measurement, observation) + observationSections(observation);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}: load test</title><style>${REPORT_STYLES}</style></head><body><main>
<h1>${escapeHtml(name)} <span class="state ${state}">${STATES[state]}</span></h1>
<p class="about">${escapeHtml(target)}, ${run.model} model, ${escapeHtml(startedAt)}${message === null ? '' : `. ${escapeHtml(message)}`}</p>
${sections}
<p class="about">Made by Signalbox. Latency counts from when a call was due, not from when it was sent.</p>
</main></body></html>
`;
}

function resultSections(result: LoadMeasurement, observation: LoadObservation | null): string {
  return [
    tiles(result, observation),
    thresholdTable(result),
    timeCharts(result.timeline.filter(({ phase }) => phase !== 'warm_up')),
    percentileChart(result),
    svgBars(
      'How many calls took how long',
      result.latency.buckets.map(({ from, count: value }) => ({ label: millis(from), value })),
    ),
    distributionTable(result),
    errorTable(result),
    templateTable(result),
  ].join('\n');
}

function tiles(
  { totals, rate, askedRate, errorRate, latency, ttft, usage }: LoadMeasurement,
  observation: LoadObservation | null,
): string {
  const at = (wanted: number) => {
    const value = latency.percentiles.find(({ percentile }) => percentile === wanted)?.value;
    return value === undefined || latency.count === 0 ? 'none' : millis(value);
  };
  const cost = observation?.cost?.nanos ?? null;
  const ttftP95 = ttft?.percentiles.find(({ percentile }) => percentile === 95)?.value;
  const figures: [string, string][] = [
    ['Calls', count(totals.completed)],
    ['Rate', perSecond(rate)],
    ...(askedRate === null ? [] : [['Asked for', perSecond(askedRate)] satisfies [string, string]]),
    ['p50', at(50)],
    ['p95', at(95)],
    ['p99', at(99)],
    ...(ttftP95 === undefined ? [] : [['First token p95', millis(ttftP95)] satisfies [string, string]]),
    ['Failed', share(errorRate)],
    ['Dropped', count(totals.dropped)],
    ...(usage.told === 0
      ? []
      : [['Tokens', count(usage.inputTokens + usage.outputTokens)] satisfies [string, string]]),
    ...(cost === null ? [] : [['Cost', `$${nanosToUsd(BigInt(cost))}`] satisfies [string, string]]),
  ];
  const list = figures.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return `<dl class="tiles">${list.join('')}</dl>`;
}

function thresholdTable({ thresholds }: LoadMeasurement): string {
  return table(
    'Thresholds',
    ['Rule', 'Measured', 'Outcome'],
    thresholds.map(({ expression, value, holds }) => [
      expression,
      valueText(expression, value),
      holds ? 'holds' : 'failed',
    ]),
  );
}

function timeCharts(timeline: readonly LoadSnapshot[]): string {
  if (timeline.length < 2) return '';
  const ticks = ticksOf(timeline.at(-1)?.atMs ?? 0);
  const line = (name: string, style: string, read: (second: LoadSnapshot) => number | null) => ({
    name,
    style,
    points: timeline.map((second) => ({ x: second.atMs, y: read(second) })),
  });
  const rates = [line('achieved', 'one', ({ rate }) => rate)];
  if (timeline.some(({ askedRate }) => askedRate !== null))
    rates.unshift(line('asked', 'two', ({ askedRate }) => askedRate));
  return (
    svgChart({ title: 'Calls per second', lines: rates, xTicks: ticks, yLabel: (value) => count(value) }) +
    svgChart({
      title: 'Latency',
      lines: [
        line('p50', 'one', ({ latency }) => latency?.p50 ?? null),
        line('p95', 'two', ({ latency }) => latency?.p95 ?? null),
        line('p99', 'three', ({ latency }) => latency?.p99 ?? null),
      ],
      xTicks: ticks,
      yLabel: millis,
    })
  );
}

function ticksOf(lastMs: number) {
  return Array.from({ length: 7 }, (_, index) => (lastMs * index) / 6).map((at) => ({
    at,
    label: `${Math.round(at / 1000)} s`,
  }));
}

const CURVE_TICKS = [0, 50, 90, 99, 99.9, 99.99];

/** The axis gives each further nine the same room. */
function percentileChart({ latency }: LoadMeasurement): string {
  const place = (percentile: number) => -Math.log10(1 - Math.min(percentile, 99.999) / 100);
  return svgChart({
    title: 'Latency by percentile',
    lines: [
      {
        name: 'latency',
        style: 'one',
        points: latency.curve.map(({ percentile, value }) => ({ x: place(percentile), y: value })),
      },
    ],
    xTicks: CURVE_TICKS.map((percentile) => ({ at: place(percentile), label: `p${percentile}` })),
    yLabel: millis,
  });
}

function distributionTable(result: LoadMeasurement): string {
  const parts = [
    ['Latency', result.latency],
    ['Once sent', result.serviceTime],
    ['First token', result.ttft],
    ['Between pieces', result.gap],
    ['Generator lag', result.lag],
  ] as const;
  const rows = parts.flatMap(([name, of]) =>
    of === null || of.count === 0
      ? []
      : [[name, millis(of.mean), ...of.percentiles.map(({ value }) => millis(value)), millis(of.max)]],
  );
  const heads = result.latency.percentiles.map(({ percentile }) => `p${percentile}`);
  return table('Times', ['', 'mean', ...heads, 'max'], rows);
}

function errorTable({ errors }: LoadMeasurement): string {
  return table(
    'Errors',
    ['Kind', 'Status', 'Code', 'Calls', 'The first one'],
    errors.map(({ kind, status, code, count: times, example }) => [
      kind,
      String(status ?? ''),
      code,
      count(times),
      example,
    ]),
  );
}

function templateTable({ templates }: LoadMeasurement): string {
  if (templates.length < 2) return '';
  return table(
    'Mix',
    ['Request', 'Calls', 'Failed', 'p50', 'p95', 'p99'],
    templates.map(({ name, completed, errors, latency }) => {
      const at = (wanted: number) =>
        latency.percentiles.find(({ percentile }) => percentile === wanted)?.value ?? 0;
      return [name, count(completed), count(errors), millis(at(50)), millis(at(95)), millis(at(99))];
    }),
  );
}

function observationSections(observation: LoadObservation | null): string {
  const overhead = observation?.overhead ?? null;
  const engine = observation?.engine ?? [];
  const stages =
    overhead === null
      ? ''
      : table(
          `Gateway overhead by stage, from ${count(overhead.traces)} traces`,
          ['Stage', 'p50', 'p95'],
          overhead.stages.map(({ stage, p50Micros, p95Micros }) => [
            stage,
            millis(p50Micros / 1000),
            millis(p95Micros / 1000),
          ]),
        );
  return stages + engineSection(engine);
}

function engineSection(engine: LoadObservation['engine']): string {
  const use = useFigures(engine);
  if (use === null) return '';
  const figures = table(
    'The engine meanwhile',
    ['Processor, mean', 'Processor, at most', 'Memory, at most', 'Event-loop delay p99, worst second'],
    [
      [
        `${use.cpuMean.toFixed(2)} cores`,
        `${use.cpuMost.toFixed(2)} cores`,
        mebibytes(use.residentMost),
        millis(use.loopDelayP99MostMs),
      ],
    ],
  );
  if (engine.length < 2) return figures;
  return (
    figures +
    svgChart({
      title: 'Processor of the engine, cores',
      lines: [{ name: 'cores', style: 'one', points: engine.map(({ atMs, cpu }) => ({ x: atMs, y: cpu })) }],
      xTicks: ticksOf(engine.at(-1)?.atMs ?? 0),
      yLabel: (value) => value.toFixed(2),
    })
  );
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`)
    .join('');
  return `<section><h2>${escapeHtml(title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></section>`;
}
