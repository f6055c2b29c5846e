import type { CostReport } from '../../../shared/costs.ts';
import { exactMoney, formatCompact, formatCount, formatMoney, formatTally } from '../../lib/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatTile } from '../../ui/stat-tile.tsx';
import styles from './cost-figures.module.css';
import { freeCalls, trendOf } from './cost-rows.ts';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly exact: string;
  readonly note: string;
  readonly series: readonly number[];
}

const LABELS = ['Spend', 'Average per call', 'Calls', 'Tokens'];

/** Spend in the range, with what it was for. */
export function CostFigures({ report }: { readonly report: CostReport | null }) {
  const figures = report === null ? null : figuresOf(report);
  return (
    <ul className={styles.row} aria-label="Figures">
      {LABELS.map((label, index) => {
        const figure = figures?.[index];
        return (
          <li key={label}>
            <StatTile
              label={label}
              value={figure?.value ?? <Skeleton width={84} height={28} />}
              exact={figure?.exact ?? ''}
              note={figure?.note ?? ''}
              series={figure?.series ?? []}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** "4 without a price · 12 used nothing" */
function callsNote(total: CostReport['total']): string {
  const { calls, unpricedCalls } = total;
  const free = freeCalls(total);
  const parts = [
    unpricedCalls > 0 && `${formatTally(unpricedCalls)} without a price`,
    free > 0 && `${formatTally(free)} used nothing`,
  ].filter((part) => part !== false);
  return parts.length === 0 && calls > 0 ? 'all with a price' : parts.join(' · ');
}

function figuresOf({ total, rows }: CostReport): Figure[] {
  const average = total.pricedCalls > 0 ? BigInt(total.nanos) / BigInt(total.pricedCalls) : null;
  const trend = trendOf(total.nanos, total.previousNanos);
  const spend = rows[0]?.seriesNanos.map((_, bucket) =>
    rows.reduce((sum, { seriesNanos }) => sum + (seriesNanos[bucket] ?? 0), 0),
  );
  return [
    {
      label: 'Spend',
      value: formatMoney(total.nanos),
      exact: exactMoney(total.nanos),
      note: trend === null ? 'nothing before to compare' : `${trend} against the time before`,
      series: spend ?? [],
    },
    {
      label: 'Average per call',
      value: average === null ? '–' : formatMoney(average),
      exact: average === null ? 'no priced calls' : exactMoney(average),
      note: 'of calls with a price',
      series: [],
    },
    {
      label: 'Calls',
      value: formatTally(total.calls),
      exact: `${formatCount(total.calls)}, of which ${formatCount(freeCalls(total))} were refused or failed before anything was used`,
      note: callsNote(total),
      series: [],
    },
    {
      label: 'Tokens',
      value: formatCompact(total.inputTokens + total.outputTokens),
      exact: `${formatCount(total.inputTokens)} in, ${formatCount(total.outputTokens)} out`,
      note: `${formatCompact(total.inputTokens)} in · ${formatCompact(total.outputTokens)} out`,
      series: [],
    },
  ];
}
