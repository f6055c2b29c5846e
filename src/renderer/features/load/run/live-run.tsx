import type { LoadLive } from '../../../../shared/load/index.ts';
import { formatCount, formatDuration, formatShare, NOTHING } from '../../../lib/format.ts';
import { Card } from '../../../ui/card.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FigureTiles } from '../../../ui/figure-tiles.tsx';
import styles from './run.module.css';
import { TimelineCharts } from './timeline-charts.tsx';

const PHASES = {
  warm_up: 'Warming up; not counted yet',
  measuring: 'Measuring',
  draining: 'Waiting for the last answers',
};

/** A run while it goes on. */
export function LiveRun({ live }: { readonly live: LoadLive | undefined }) {
  const last = live?.timeline.at(-1);
  if (live === undefined || last === undefined)
    return (
      <Card>
        <p className={styles.phase} role="status">
          Starting
        </p>
        <Skeleton height={220} />
      </Card>
    );
  const first = live.timeline[0]?.atMs ?? 0;
  const doneMs = Math.max(0, last.atMs - Math.min(0, first));
  return (
    <>
      <div className={styles.status} role="status">
        <span className={styles.phase}>{PHASES[last.phase]}</span>
        <span className={styles.progress}>
          <Progress label="Load test" value={Math.min(doneMs, live.plannedMs)} max={live.plannedMs} />
        </span>
        <span className={styles.about}>of {formatDuration(live.plannedMs)}</span>
      </div>
      <FigureTiles
        tiles={[
          {
            label: 'Per second',
            value: last.rate.toFixed(1),
            note:
              last.askedRate === null ? `${last.users ?? 0} users` : `of ${last.askedRate.toFixed(1)} asked`,
          },
          { label: 'p50', value: duration(last.latency?.p50), note: 'this second' },
          { label: 'p95', value: duration(last.latency?.p95), note: 'this second' },
          {
            label: 'Failed',
            value: formatShare(last.errorRate),
            note: `${formatCount(last.totals.errors)} in all`,
          },
          {
            label: 'In flight',
            value: formatCount(last.inFlight),
            note: `${formatCount(last.waiting)} waiting`,
          },
          {
            label: 'Answered',
            value: formatCount(last.totals.completed),
            note: `${formatCount(last.totals.dropped)} dropped`,
          },
        ]}
      />
      <TimelineCharts timeline={live.timeline} />
    </>
  );
}

function duration(value: number | undefined): string {
  return value === undefined ? NOTHING : formatDuration(value);
}
