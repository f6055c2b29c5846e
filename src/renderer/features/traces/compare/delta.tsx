import { exactMoney, formatCompact, formatDuration, formatMoney, NOTHING } from '../../../lib/format.ts';
import { classNames } from '../../../lib/class-names.ts';
import styles from './delta.module.css';

export type Quantity = 'micros' | 'tokens' | 'nanos' | 'count';

const FORMATS: Readonly<Record<Quantity, (value: number) => string>> = {
  micros: (value) => formatDuration(value / 1_000),
  tokens: formatCompact,
  nanos: (value) => formatMoney(BigInt(Math.round(value))),
  count: formatCompact,
};

export function formatQuantity(quantity: Quantity, value: number | null): string {
  return value === null ? NOTHING : FORMATS[quantity](value);
}

interface DeltaProps {
  readonly quantity: Quantity;
  readonly before: number | null;
  readonly now: number | null;
  /** Whether the change is beyond noise: then it has a colour, in which more is worse. */
  readonly matters: boolean;
}

/** How much more or less it is now. */
export function Delta({ quantity, before, now, matters }: DeltaProps) {
  if (before === null || now === null) return <span className={styles.none}>{NOTHING}</span>;
  const difference = now - before;
  if (difference === 0) return <span className={styles.none}>=</span>;
  const isMore = difference > 0;
  const share = before === 0 ? null : Math.round((difference / before) * 100);
  const title = `${isMore ? '+' : ''}${share === null ? '' : `${share} %, `}${exactly(quantity, before)} to ${exactly(quantity, now)}`;
  return (
    <span
      className={classNames(styles.delta, matters && (isMore ? styles.worse : styles.better))}
      title={title}
    >
      {isMore ? '+' : '−'}
      {FORMATS[quantity](Math.abs(difference))}
    </span>
  );
}

function exactly(quantity: Quantity, value: number): string {
  return quantity === 'nanos' ? exactMoney(BigInt(Math.round(value))) : FORMATS[quantity](value);
}
