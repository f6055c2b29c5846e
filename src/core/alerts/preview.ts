import { splitThreshold, type Preview, type PreviewRequest } from '../../shared/alert/index.ts';
import type { MatrixSeries, VectorSample } from '../../shared/metrics.ts';
import type { Labels } from '../metrics/series-source.ts';
import type { MetricQueries } from '../metrics/metrics.ts';
import { advanceAlerts, type HeldAlerts } from './rules/advance-alerts.ts';
import { labelsKey } from './rules/fingerprint.ts';

/** Evaluations that a preview makes at most: the evaluation's own interval where the range is short enough. */
const MAX_STEPS = 1_500;
const MAX_SERIES = 20;
const MAX_ALERTS = 500;

/**
 * When a rule would have been pending and firing over a range, by the same steps that evaluate it live. Where the range is
 * long, the steps are wider than the interval, and short alerts may be missed: `stepMs` says so.
 * @throws SignalboxError PROMQL_INVALID, PROMQL_FAILED, QUERY_TIMEOUT
 */
export async function previewRule(
  { rule, intervalMs, fromMs, toMs, only }: PreviewRequest,
  queries: Pick<MetricQueries, 'range'>,
): Promise<Preview> {
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / MAX_STEPS / intervalMs)) * intervalMs;
  const split = splitThreshold(rule.expr);
  const shown = split?.left ?? rule.expr;
  const range = { fromMs, toMs: Math.max(fromMs, toMs), stepMs };
  const [answers, values] = await Promise.all([
    queries.range({ expr: rule.expr, ...range }),
    shown === rule.expr ? null : queries.range({ expr: shown, ...range }),
  ]);
  const times: number[] = [];
  for (let time = fromMs; time <= toMs; time += stepMs) times.push(time);
  const wanted = ({ labels }: MatrixSeries) => only === undefined || isOf(labels, only, rule);
  const drawn = (values ?? answers).series.filter(wanted);
  return {
    fromMs,
    toMs,
    stepMs,
    expr: shown,
    threshold: split?.threshold ?? null,
    times,
    series: drawn.slice(0, MAX_SERIES).map((series) => ({
      labels: { ...series.labels },
      values: onGrid(series, times),
    })),
    moreSeries: Math.max(0, drawn.length - MAX_SERIES),
    alerts: alertsOver(answers.series.filter(wanted), times, rule).slice(0, MAX_ALERTS),
    warnings: [...answers.warnings],
  };
}

/** Whether a series is what an alert is about; what the rule sets is not from it. */
function isOf(series: Labels, alert: Labels, { labels }: PreviewRequest['rule']): boolean {
  return Object.entries(series).every(
    ([name, value]) => name === '__name__' || Object.hasOwn(labels, name) || alert[name] === value,
  );
}

function alertsOver(
  series: readonly MatrixSeries[],
  times: readonly number[],
  rule: PreviewRequest['rule'],
): Preview['alerts'] {
  const cursors = series.map(() => 0);
  const spans = new Map<string, Preview['alerts'][number]>();
  let held: HeldAlerts = new Map();
  for (const atMs of times) {
    const samples = series.flatMap(({ labels, times: at, values }, index): VectorSample[] => {
      let cursor = cursors[index] ?? 0;
      while (cursor < at.length && (at[cursor] ?? 0) < atMs) cursor += 1;
      cursors[index] = cursor;
      return at[cursor] === atMs ? [{ labels, atMs, value: values[cursor] ?? NaN }] : [];
    });
    const next = advanceAlerts(held, samples, rule, atMs);
    held = next.alerts;
    for (const { alert, from } of next.changes) {
      const key = `${labelsKey(alert.labels)} ${alert.activeMs}`;
      const span = spans.get(key) ?? {
        labels: { ...alert.labels },
        annotations: { ...alert.annotations },
        activeMs: alert.activeMs,
        firedMs: null,
        resolvedMs: null,
      };
      spans.set(key, {
        ...span,
        firedMs: alert.firedMs,
        resolvedMs: alert.state === 'inactive' && from !== 'inactive' ? atMs : null,
      });
    }
  }
  return [...spans.values()];
}

function onGrid(series: MatrixSeries, times: readonly number[]): (number | null)[] {
  const at = new Map([...series.times].map((time, index) => [time, series.values[index] ?? NaN]));
  return times.map((time) => {
    const value = at.get(time);
    return value === undefined || !Number.isFinite(value) ? null : value;
  });
}
