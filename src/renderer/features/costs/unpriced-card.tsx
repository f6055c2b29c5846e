import { Link } from '@tanstack/react-router';
import type { CostReport } from '../../../shared/costs.ts';
import { displayText } from '../../lib/display-text.ts';
import { formatTally } from '../../lib/format.ts';
import { CalmNote } from '../../ui/calm-note.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './unpriced-card.module.css';

/** The calls whose cost is not known, by name: spend is at least what is shown. */
export function UnpricedCard({ report }: { readonly report: CostReport | null }) {
  return (
    <Card title="Without a price" flush={report?.unpriced.length === 0}>
      {report === null && <Skeleton height={20} />}
      {report?.unpriced.length === 0 && (
        <CalmNote>
          {report.total.calls === 0 ? 'No calls in this range.' : 'Every call in this range has a price.'}
        </CalmNote>
      )}
      {report !== null && report.unpriced.length > 0 && (
        <>
          <ul className={styles.list}>
            {report.unpriced.map(({ provider, model, calls }) => (
              <li key={`${provider}/${model}`} className={styles.row}>
                {model === '' ? (
                  <span className={styles.name}>model not said</span>
                ) : (
                  <Link to="/traces" search={{ model }} className={styles.name}>
                    {displayText(model, 60)}
                  </Link>
                )}
                <span className={styles.provider}>{displayText(provider, 30)}</span>
                <span className={styles.calls}>{formatTally(calls)}</span>
              </li>
            ))}
          </ul>
          <p className={styles.note}>
            Their cost is unknown, not zero. Give them a price of your own in the file that the setting{' '}
            <code>prices</code> names.
          </p>
        </>
      )}
    </Card>
  );
}
