import type { AlertingRule, Preview, Rule } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';
import { TimeSeriesChart, type ChartAnnotation } from '../../../ui/charts/time-series-chart.tsx';
import { InlineError } from '../../../ui/inline-error.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { firingBands, type FiringBand } from './firing-bands.ts';
import { usePreview } from '../use-alerts.ts';
import styles from './rule-chart.module.css';

export interface RuleChartProps {
  readonly rule: Rule;
  readonly intervalMs: number;
  readonly height: number;
  /** The labels of the alert that it is about; undefined: all alerts of the rule. */
  readonly only?: Readonly<Record<string, string>>;
}

/** What a rule's expression answered over the range of the page, with its threshold and when it fires. */
export function RuleChart({ rule, intervalMs, height, only }: RuleChartProps) {
  const preview = usePreview(asAlert(rule), intervalMs, useTimeRange(), only);
  if (preview.error !== null && preview.data === undefined)
    return (
      <InlineError
        title="The values could not be loaded"
        error={preview.error}
        onRetry={() => void preview.refetch()}
      />
    );
  if (preview.data === undefined) return <Skeleton height={height} />;
  return <PreviewChart name={rule.name} preview={preview.data} height={height} />;
}

export interface PreviewChartProps {
  readonly name: string;
  readonly preview: Preview;
  readonly height: number;
}

export function PreviewChart({ name, preview, height }: PreviewChartProps) {
  const { fromMs, toMs, stepMs, times, series, threshold, alerts, moreSeries } = preview;
  if (series.length === 0)
    return (
      <p className={styles.empty} style={{ height }}>
        The expression answers nothing in this range.
      </p>
    );
  return (
    <div className={styles.chart}>
      <TimeSeriesChart
        label={`Value of ${displayText(name, 100)}`}
        times={times}
        fromMs={fromMs}
        toMs={toMs}
        series={named(series)}
        thresholds={
          threshold === null
            ? []
            : [
                { value: null, colour: 'var(--text-muted)' },
                { value: threshold, colour: 'var(--error-solid)' },
              ]
        }
        showThresholds={threshold === null ? 'off' : 'lines'}
        annotations={firingBands(alerts, toMs, stepMs).map(annotationOf)}
        height={height}
      />
      {moreSeries > 0 && <p className={styles.note}>and {moreSeries} more series</p>}
    </div>
  );
}

/** A recording rule is drawn as an alert would be. */
function asAlert(rule: Rule): AlertingRule {
  if (rule.kind === 'alert') return rule;
  const { name, expr } = rule;
  return { kind: 'alert', name, expr, forMs: 0, keepFiringForMs: 0, labels: {}, annotations: {} };
}

/** Each by what tells it from the others. */
function named(series: Preview['series']) {
  const [first] = series;
  const same = Object.entries(first?.labels ?? {}).filter(([name, value]) =>
    series.every(({ labels }) => Object.hasOwn(labels, name) && labels[name] === value),
  );
  const common = new Set(series.length > 1 ? same.map(([name]) => name) : ['__name__', 'job', 'instance']);
  const seen = new Map<string, number>();
  return series.map(({ labels, values }) => {
    const text = Object.entries(labels)
      .filter(([name]) => !common.has(name))
      .map(([name, value]) => `${name}=${displayText(value, 60)}`)
      .join(' ');
    const name = text === '' ? 'value' : text;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, values };
  });
}

function annotationOf({ fromMs, toMs, alerts }: FiringBand): ChartAnnotation {
  const [first] = alerts;
  const labels = Object.entries(first ?? {})
    .map(([name, value]) => `${name}=${displayText(value, 60)}`)
    .join(' ');
  return {
    atMs: fromMs,
    endMs: toMs,
    title: alerts.length === 1 ? 'Fires' : `${alerts.length} alerts fire`,
    detail: alerts.length === 1 ? labels : '',
    colour: 'var(--error-solid)',
  };
}
