import type { EngineUse } from '../../../../shared/load/index.ts';
import { Card } from '../../../ui/card.tsx';
import { TimeSeriesChart } from '../../../ui/charts/time-series-chart.tsx';
import styles from './run.module.css';

interface EngineChartsProps {
  readonly engine: readonly EngineUse[];
  readonly startedAt: string;
}

const HEIGHT = 160;

/** The engine's own process during the run. */
export function EngineCharts({ engine, startedAt }: EngineChartsProps) {
  const origin = Date.parse(startedAt);
  const times = engine.map(({ atMs }) => origin + atMs);
  const chart = (name: string, unit: string, read: (use: EngineUse) => number) => (
    <TimeSeriesChart
      label={`${name} of the engine`}
      times={times}
      series={[{ name, colour: 'var(--series-1)', values: engine.map(read), draw: 'area' }]}
      unit={unit}
      min={0}
      height={HEIGHT}
      legend={{ show: 'hidden' }}
    />
  );
  return (
    <div className={styles.triple}>
      <Card title="Processor of the engine" description="cores, all threads">
        {chart('cores', 'short', ({ cpu }) => cpu)}
      </Card>
      <Card title="Event loop" description="delay of the main thread, p99 of each second">
        {chart('delay', 'ms', ({ loopDelayP99Ms }) => loopDelayP99Ms)}
      </Card>
      <Card title="Memory of the engine">
        {chart('resident', 'bytes', ({ residentBytes }) => residentBytes)}
      </Card>
    </div>
  );
}
