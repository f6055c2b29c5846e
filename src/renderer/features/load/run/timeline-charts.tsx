import { useMemo } from 'react';
import type { LoadSnapshot } from '../../../../shared/load/index.ts';
import { Card } from '../../../ui/card.tsx';
import { TimeSeriesChart, type TimeSeries } from '../../../ui/charts/time-series-chart.tsx';
import styles from './run.module.css';

const HEIGHT = 200;
const GROUP = 'load-run';
interface TimelineChartsProps {
  readonly timeline: readonly LoadSnapshot[];
  /** When the measured part began; without it now. */
  readonly originMs?: number;
}

/** Rate, latency, and errors with calls in flight, over the time of a run. */
export function TimelineCharts({ timeline, originMs }: TimelineChartsProps) {
  const shown = useMemo(() => timesOf(timeline, originMs), [timeline, originMs]);
  const series = useMemo(() => seriesOf(timeline), [timeline]);
  return (
    <div className={styles.charts}>
      <Card title="Calls per second">
        <TimeSeriesChart
          label="Calls per second"
          times={shown}
          series={series.rate}
          unit="reqps"
          height={HEIGHT}
          crosshairGroup={GROUP}
          min={0}
        />
      </Card>
      <Card title="Latency" description="from when a call was due">
        <TimeSeriesChart
          label="Latency"
          times={shown}
          series={series.latency}
          unit="ms"
          height={HEIGHT}
          crosshairGroup={GROUP}
          min={0}
        />
      </Card>
      <Card title="Failed">
        <TimeSeriesChart
          label="Failed calls"
          times={shown}
          series={series.errors}
          unit="percentunit"
          height={HEIGHT}
          crosshairGroup={GROUP}
          min={0}
        />
      </Card>
      <Card title="In flight">
        <TimeSeriesChart
          label="Calls in flight"
          times={shown}
          series={series.inFlight}
          unit="short"
          height={HEIGHT}
          crosshairGroup={GROUP}
          min={0}
        />
      </Card>
    </div>
  );
}

function timesOf(timeline: readonly LoadSnapshot[], originMs: number | undefined): number[] {
  const origin = originMs ?? Date.now() - (timeline.at(-1)?.atMs ?? 0);
  return timeline.map(({ atMs }) => origin + atMs);
}

function seriesOf(timeline: readonly LoadSnapshot[]) {
  const line = (name: string, colour: string, read: (second: LoadSnapshot) => number | null): TimeSeries => ({
    name,
    colour,
    values: timeline.map(read),
  });
  const isOpen = timeline.some(({ askedRate }) => askedRate !== null);
  const achieved = line('achieved', 'var(--series-1)', ({ rate }) => rate);
  return {
    rate: isOpen
      ? [{ ...line('asked', 'var(--series-8)', ({ askedRate }) => askedRate), dashed: true }, achieved]
      : [achieved],
    latency: [
      line('p50', 'var(--series-1)', ({ latency }) => latency?.p50 ?? null),
      line('p95', 'var(--series-2)', ({ latency }) => latency?.p95 ?? null),
      line('p99', 'var(--series-3)', ({ latency }) => latency?.p99 ?? null),
    ],
    errors: [
      { ...line('failed', 'var(--error-solid)', ({ errorRate }) => errorRate), draw: 'area' as const },
    ],
    inFlight: [
      line('in flight', 'var(--series-1)', ({ inFlight }) => inFlight),
      line('waiting', 'var(--series-2)', ({ waiting }) => waiting),
      ...(isOpen ? [] : [line('users', 'var(--series-8)', ({ users }) => users)]),
    ],
  };
}
