import { TriangleAlert } from 'lucide-react';
import type { LoadEstimate } from '../../../../shared/load/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { exactMoney, formatCount, formatDuration, formatMoney } from '../../../lib/format.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Switch } from '../../../ui/switch.tsx';
import styles from './launcher.module.css';

/** How many calls, how long, and what it may cost at most. */
export function EstimateLine({ estimate }: { readonly estimate: LoadEstimate | undefined }) {
  if (estimate === undefined) return <span className={styles.estimate} />;
  const { calls, seconds, costNanos, paidProviders } = estimate;
  const isFree = paidProviders.length === 0;
  return (
    <span className={styles.estimate}>
      {calls === null ? 'As many calls as are answered' : `${formatCount(calls)} calls`} in{' '}
      {formatDuration(seconds * 1000)}
      {costNanos !== null && (
        <span title={exactMoney(costNanos)}>
          , at most {formatMoney(costNanos)}
          {isFree && ' by list price; nobody is paid'}
        </span>
      )}
    </span>
  );
}

interface CostWarningProps {
  readonly estimate: LoadEstimate;
  readonly mayCost: boolean;
  readonly onChange: (mayCost: boolean) => void;
}

/** Who would be paid, and what else to know before the start. */
export function CostWarning({ estimate, mayCost, onChange }: CostWarningProps) {
  const { paidProviders, warnings } = estimate;
  return (
    <>
      {paidProviders.length > 0 && (
        <Banner
          tone="warning"
          icon={<TriangleAlert aria-hidden />}
          actions={
            <span className={styles.switch}>
              <Switch label="They may be paid" checked={mayCost} onChange={onChange} />
              <span aria-hidden>They may be paid</span>
            </span>
          }
        >
          These calls go to {displayText(paidProviders.join(', '), 200)} and will be paid for.
        </Banner>
      )}
      {warnings.map((warning) => (
        <Banner key={warning} tone="warning" icon={<TriangleAlert aria-hidden />}>
          {displayText(warning, 300)}
        </Banner>
      ))}
    </>
  );
}
