import { GitCompareArrows, TriangleAlert } from 'lucide-react';
import type { ComparedFigure, LoadComparison } from '../../../../shared/load/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatDuration, formatShare } from '../../../lib/format.ts';
import { formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Legend } from '../../../ui/legend.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { useComparison, useLoadRuns } from '../use-load.ts';
import { PercentileCurve } from './percentile-curve.tsx';
import styles from './run.module.css';

interface ComparisonCardProps {
  readonly id: string;
  readonly base: string | undefined;
  readonly onBase: (id: string) => void;
}

/** The run beside another one, with what of the difference is more than chance. */
export function ComparisonCard({ id, base, onBase }: ComparisonCardProps) {
  const now = useNow(30_000);
  const runs = useLoadRuns().data ?? [];
  const others = runs.filter((run) => run.id !== id && run.figures !== null);
  const comparison = useComparison(base, id);
  return (
    <Card title="Compared with another run">
      {others.length === 0 ? (
        <EmptyState icon={<GitCompareArrows aria-hidden />} title="Nothing to compare with yet">
          Run it again, after a change or without one: here it says what of the difference is more than
          chance.
        </EmptyState>
      ) : (
        <div className={styles.compare}>
          <Select
            label="Compare with"
            className={styles.chooser}
            value={base ?? ''}
            options={[
              ...(base === undefined ? [{ value: '', label: 'Choose an earlier run' }] : []),
              ...others.map((run) => ({
                value: run.id,
                label: `${displayText(run.name, 40)}, ${formatRelative(run.startedAt, now)}`,
              })),
            ]}
            onChange={(chosen) => {
              if (chosen !== '') onBase(chosen);
            }}
          />
          {base !== undefined && comparison.isPending && <Skeleton height={180} />}
          {comparison.error !== null && <p role="alert">{problemText(comparison.error)}</p>}
          {comparison.data !== undefined && base !== undefined && <Compared comparison={comparison.data} />}
        </div>
      )}
    </Card>
  );
}

const COLOURS = { base: 'var(--series-8)', other: 'var(--series-1)' };

function Compared({ comparison }: { readonly comparison: LoadComparison }) {
  const { latency, curves, rate, errorRate, warnings, method } = comparison;
  return (
    <>
      {warnings.map((warning) => (
        <Banner key={warning} tone="warning" icon={<TriangleAlert aria-hidden />}>
          {warning}
        </Banner>
      ))}
      <div className={styles.pair}>
        <Table label="Latency compared" columns={COLUMNS} rows={latency} rowKey={({ figure }) => figure} />
        <div>
          <Legend
            entries={[
              { name: 'the other run', colour: COLOURS.base },
              { name: 'this run', colour: COLOURS.other },
            ]}
          />
          <PercentileCurve
            label="Latency by percentile of both runs"
            curves={[
              { name: 'base', colour: COLOURS.base, points: curves.base },
              { name: 'other', colour: COLOURS.other, points: curves.other },
            ]}
          />
        </div>
      </div>
      <p className={styles.muted}>
        {rate.base.toFixed(1)} calls per second then, {rate.other.toFixed(1)} now;{' '}
        {formatShare(errorRate.base)} failed then, {formatShare(errorRate.other)} now.
      </p>
      <p className={styles.note}>{method}</p>
    </>
  );
}

const VERDICTS: Readonly<Record<ComparedFigure['verdict'], { tone: Tone; text: string }>> = {
  better: { tone: 'ok', text: 'faster' },
  worse: { tone: 'error', text: 'slower' },
  no_difference: { tone: 'neutral', text: 'no difference' },
};

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatDuration(Math.abs(value))}`;
}

const COLUMNS: readonly TableColumn<ComparedFigure>[] = [
  { id: 'figure', header: 'Latency', cell: ({ figure }) => figure },
  {
    id: 'base',
    header: 'Then',
    align: 'end',
    cell: ({ base }) => <span className={styles.number}>{formatDuration(base)}</span>,
  },
  {
    id: 'other',
    header: 'Now',
    align: 'end',
    cell: ({ other }) => <span className={styles.number}>{formatDuration(other)}</span>,
  },
  {
    id: 'difference',
    header: 'Difference, 95 % sure between',
    align: 'end',
    cell: ({ difference, low, high }) => (
      <span className={styles.number}>
        {signed(difference)}{' '}
        <span className={styles.muted}>
          ({signed(low)} … {signed(high)})
        </span>
      </span>
    ),
  },
  {
    id: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => <Badge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].text}</Badge>,
  },
];
