import { Link } from '@tanstack/react-router';
import type { TraceSummary } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { TextLink } from '../../../ui/text-link.tsx';
import styles from './comparison-totals.module.css';
import type { Comparison } from './comparison.ts';
import { Delta, formatQuantity, type Quantity } from './delta.tsx';

interface Total {
  readonly name: string;
  readonly quantity: Quantity;
  readonly of: (summary: TraceSummary) => number | null;
  readonly share: number;
}

const TOTALS: readonly Total[] = [
  { name: 'Duration', quantity: 'micros', of: ({ durationMs }) => durationMs * 1_000, share: 0.1 },
  { name: 'Spans', quantity: 'count', of: ({ spanCount }) => spanCount, share: 1 },
  { name: 'Errors', quantity: 'count', of: ({ errorCount }) => errorCount, share: 0 },
  { name: 'Model calls', quantity: 'count', of: ({ callCount }) => callCount, share: 1 },
  {
    name: 'Tokens',
    quantity: 'tokens',
    of: ({ inputTokens, outputTokens }) =>
      inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0),
    share: 0.1,
  },
  {
    name: 'Cost',
    quantity: 'nanos',
    of: ({ costNanos }) => (costNanos === null ? null : Number(costNanos)),
    share: 0.1,
  },
];

/** Both traces in figures, one above the other, and what changed. */
export function ComparisonTotals({ comparison: { models } }: { readonly comparison: Comparison }) {
  const a = models.a.outline.summary;
  const b = models.b.outline.summary;
  return (
    <div className={styles.scroller} tabIndex={0} role="group" aria-label="Totals">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Trace</th>
            {TOTALS.map(({ name }) => (
              <th key={name} scope="col" className={styles.figure}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <TraceRow letter="A" summary={a} />
          <TraceRow letter="B" summary={b} />
          <tr className={styles.change}>
            <th scope="row">Change from A to B</th>
            {TOTALS.map(({ name, quantity, of, share }) => (
              <td key={name} className={styles.figure}>
                <Delta
                  quantity={quantity}
                  before={of(a)}
                  now={of(b)}
                  matters={isLarge(of(a), of(b), share)}
                />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function TraceRow({ letter, summary }: { readonly letter: 'A' | 'B'; readonly summary: TraceSummary }) {
  return (
    <tr>
      <th scope="row">
        <span className={styles.trace}>
          <span className={styles.letter}>{letter}</span>
          <Link to="/traces/$traceId" params={{ traceId: summary.traceId }} className={styles.name}>
            <TextLink>{displayText(summary.name, 80) || 'Unnamed trace'}</TextLink>
          </Link>
          <span className={styles.when}>
            {displayText(summary.service, 40)} · {formatAbsolute(summary.startTime)}
          </span>
        </span>
      </th>
      {TOTALS.map(({ name, quantity, of }) => (
        <td key={name} className={styles.figure}>
          {formatQuantity(quantity, of(summary))}
        </td>
      ))}
    </tr>
  );
}

function isLarge(before: number | null, now: number | null, share: number): boolean {
  if (before === null || now === null || share === 1) return false;
  return Math.abs(now - before) > share * Math.max(before, now);
}
