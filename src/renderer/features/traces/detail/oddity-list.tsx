import { oddityWords, type Oddity } from '../../../../shared/trace-oddities/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount, formatMicros } from '../../../lib/format.ts';
import { outlineSpan, type WaterfallModel } from '../../../ui/waterfall/index.ts';
import styles from './oddity-list.module.css';

interface OddityListProps {
  readonly model: WaterfallModel;
  readonly oddities: readonly Oddity[];
  readonly onSelect: (spanId: string) => void;
}

const SPANS_SHOWN = 5;

/** What is odd about a trace in plain words, what was done about it, and the spans that it is about. */
export function OddityList({ model, oddities, onSelect }: OddityListProps) {
  return (
    <div className={styles.frame}>
      <p className={styles.lead}>
        The spans are kept as they were sent. This is what is odd about them, and how they are shown.
      </p>
      <ul className={styles.list}>
        {oddities.map((oddity) => (
          <li key={oddity.kind} className={styles.oddity}>
            <OddityText oddity={oddity} />
            <div className={styles.spans}>
              {oddity.rows.slice(0, SPANS_SHOWN).map((row) => {
                const { spanId, name } = outlineSpan(model, row);
                return (
                  <button key={row} type="button" className={styles.span} onClick={() => onSelect(spanId)}>
                    {displayText(name, 60) || 'unnamed'}
                  </button>
                );
              })}
              {oddity.rows.length > SPANS_SHOWN && (
                <span className={styles.rest}>and {formatCount(oddity.count - SPANS_SHOWN)} more</span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OddityText({ oddity }: { oddity: Oddity }) {
  const { title, outcome } = oddityWords(oddity);
  return (
    <>
      <h3 className={styles.title}>
        {title}
        {oddity.mostMicros !== null &&
          `, by ${oddity.count > 1 ? 'up to ' : ''}${formatMicros(oddity.mostMicros)}`}
      </h3>
      <p className={styles.outcome}>{outcome}</p>
    </>
  );
}
