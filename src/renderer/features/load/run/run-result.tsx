import type { LoadMeasurement, LoadObservation } from '../../../../shared/load/index.ts';
import {
  exactDuration,
  exactMoney,
  formatCount,
  formatDuration,
  formatMoney,
  formatShare,
  NOTHING,
} from '../../../lib/format.ts';
import { Card } from '../../../ui/card.tsx';
import { HistogramChart } from '../../../ui/charts/histogram-chart.tsx';
import { EngineCharts } from './engine-charts.tsx';
import { FigureTiles, type FigureTile } from '../../../ui/figure-tiles.tsx';
import { PercentileCurve } from './percentile-curve.tsx';
import {
  DistributionTable,
  ErrorTable,
  OverheadTable,
  TemplateTable,
  ThresholdTable,
} from './result-tables.tsx';
import styles from './run.module.css';
import { TimelineCharts } from './timeline-charts.tsx';

interface RunResultProps {
  readonly measurement: LoadMeasurement;
  readonly observation: LoadObservation | null;
}

/** What a run measured. */
export function RunResult({ measurement, observation }: RunResultProps) {
  const { latency, thresholds, errors, templates, timeline, endedAt, measuredMs } = measurement;
  const counted = timeline.filter(({ phase }) => phase !== 'warm_up');
  return (
    <>
      <FigureTiles tiles={tilesOf(measurement, observation)} />
      {thresholds.length > 0 && <ThresholdTable thresholds={thresholds} />}
      {counted.length > 1 && (
        <TimelineCharts timeline={counted} originMs={Date.parse(endedAt) - measuredMs} />
      )}
      {latency.count > 0 && (
        <div className={styles.pair}>
          <Card title="Latency by percentile" description="each further nine has the same room">
            <PercentileCurve
              label={`Latency by percentile: ${latency.percentiles.map(({ percentile, value }) => `p${percentile} ${formatDuration(value)}`).join(', ')}`}
              curves={[{ name: 'latency', colour: 'var(--series-1)', points: latency.curve }]}
            />
          </Card>
          <Card title="How many calls took how long">
            <HistogramChart
              label="Latency"
              bars={latency.buckets}
              unit="ms"
              height={220}
              marks={latency.percentiles
                .filter(({ percentile }) => percentile === 50 || percentile === 95 || percentile === 99)
                .map(({ percentile, value }) => ({ name: `p${percentile}`, value }))}
            />
          </Card>
        </div>
      )}
      <DistributionTable measurement={measurement} />
      {errors.length > 0 && <ErrorTable errors={errors} />}
      {templates.length > 1 && <TemplateTable templates={templates} />}
      {observation?.overhead != null && <OverheadTable overhead={observation.overhead} />}
      {observation !== null && observation.engine.length > 1 && (
        <EngineCharts engine={observation.engine} startedAt={measurement.startedAt} />
      )}
    </>
  );
}

function tilesOf(measurement: LoadMeasurement, observation: LoadObservation | null): FigureTile[] {
  const { totals, rate, askedRate, errorRate, latency, ttft, tokensPerSecond, usage, lag } = measurement;
  const time = (label: string, value: number, note: string): FigureTile => ({
    label,
    value: formatDuration(value),
    exact: exactDuration(value),
    note,
  });
  const cost = observation?.cost ?? null;
  return [
    {
      label: 'Calls',
      value: formatCount(totals.completed),
      note: `${formatCount(totals.warmUp)} to warm up`,
    },
    {
      label: 'Per second',
      value: rate.toFixed(1),
      note: askedRate === null ? 'answered' : `of ${askedRate.toFixed(1)} asked`,
    },
    { label: 'Failed', value: formatShare(errorRate), note: `${formatCount(totals.errors)} calls` },
    {
      label: 'Late or dropped',
      value: formatCount(totals.dropped + totals.late),
      note: `${formatCount(totals.dropped)} dropped, lag p99 ${formatDuration(at(lag, 99))}`,
    },
    ...(latency.count === 0
      ? [{ label: 'Latency', value: NOTHING, note: 'no call succeeded' }]
      : [
          time('p50', at(latency, 50), 'median'),
          time('p95', at(latency, 95), 'latency'),
          time('p99', at(latency, 99), `longest ${formatDuration(latency.max)}`),
        ]),
    ...(ttft === null
      ? []
      : [time('First token p95', at(ttft, 95), `median ${formatDuration(at(ttft, 50))}`)]),
    ...(tokensPerSecond === null
      ? []
      : [
          {
            label: 'Tokens/s',
            value: formatCount(Math.round(at(tokensPerSecond, 50))),
            note: 'of a stream, median',
          },
        ]),
    {
      label: 'Tokens',
      value: formatCount(usage.inputTokens + usage.outputTokens),
      note: `${formatCount(usage.outputTokens)} written`,
    },
    ...(cost === null
      ? []
      : [
          {
            label: 'Cost',
            value: formatMoney(cost.nanos),
            exact: exactMoney(cost.nanos),
            note:
              cost.summed < cost.calls
                ? `projected from ${formatCount(cost.summed)} calls`
                : 'with the warm-up',
          },
        ]),
  ];
}

function at({ percentiles }: LoadMeasurement['latency'], wanted: number): number {
  return percentiles.find(({ percentile }) => percentile === wanted)?.value ?? 0;
}
