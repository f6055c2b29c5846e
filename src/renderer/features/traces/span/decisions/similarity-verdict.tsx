import { displayText } from '../../../../lib/display-text.ts';
import { formatMicros } from '../../../../lib/format.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { toneOf } from './outcome-tone.ts';
import type { RecordedSimilarity } from './verdict-events.ts';
import styles from './verdicts.module.css';

/** How alike the prompt was to others, by list. */
export function SimilarityVerdict({ similarity }: { readonly similarity: RecordedSimilarity }) {
  const lists = [
    ['recent', similarity.recent],
    ['known bad', similarity.bad],
    ['known good', similarity.good],
  ] as const;
  return (
    <div className={styles.item}>
      <div className={styles.line}>
        <span className={styles.name}>prompt</span>
        <Badge tone={toneOf(similarity.outcome)}>
          {displayText(similarity.outcome.replaceAll('_', ' '), 30)}
        </Badge>
        {similarity.contrast && (
          <Badge tone="warning" title="Alike, but not the same: a negation, a number or a name differs">
            contrast
          </Badge>
        )}
        <span className={styles.micros}>{formatMicros(similarity.micros)}</span>
      </div>
      <p className={styles.score}>
        {lists.map(([name, cosine]) => `${name} ${cosine === null ? '–' : cosine.toFixed(2)}`).join(' · ')}
      </p>
      {similarity.reason !== '' && <p className={styles.why}>{displayText(similarity.reason, 500)}</p>}
    </div>
  );
}
