import type { BacktestFigures } from '../../../../shared/backtest.ts';
import {
  exactMoney,
  formatCount,
  formatDuration,
  formatMoney,
  formatShare,
  formatTally,
} from '../../../lib/format.ts';
import { FigureTiles } from '../../../ui/figure-tiles.tsx';
import { signedDuration, signedMoney } from './signed.ts';

/** What enforcing would have done, in figures. */
export function BacktestTotals({ figures }: { readonly figures: BacktestFigures }) {
  const { exchanges, changed, blocked, unblocked, spend, latency } = figures;
  const difference = BigInt(spend.afterNanos) - BigInt(spend.beforeNanos);
  const { beforeMs, afterMs } = latency;
  const unknown = (count: number) => (count > 0 ? `, ${formatCount(count)} not known` : '');
  return (
    <FigureTiles
      tiles={[
        { label: 'Exchanges', value: formatTally(exchanges), note: 'looked at' },
        {
          label: 'Would change',
          value: formatTally(changed),
          note: exchanges === 0 ? '' : `${formatShare(changed / exchanges)} of them`,
        },
        {
          label: 'Would be blocked',
          value: formatTally(blocked),
          note: unblocked > 0 ? `${formatCount(unblocked)} no longer` : 'that were not',
        },
        {
          label: 'Spend',
          value: signedMoney(difference),
          exact: exactMoney(difference),
          note: `${formatMoney(spend.beforeNanos)} → ${formatMoney(spend.afterNanos)}${unknown(spend.unknown)}`,
        },
        {
          label: 'Mean latency',
          value: beforeMs === null || afterMs === null ? '–' : signedDuration(afterMs - beforeMs),
          note:
            beforeMs === null || afterMs === null
              ? 'not known'
              : `${formatDuration(beforeMs)} → ${formatDuration(afterMs)}${unknown(latency.unknown)}`,
        },
      ]}
    />
  );
}
