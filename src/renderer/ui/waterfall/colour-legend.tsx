import { displayText } from '../../lib/display-text.ts';
import styles from './colour-legend.module.css';
import type { SpanColours } from './span-colours.ts';
import type { ColourBy } from './waterfall-settings.ts';

const SHOWN = 4;
const NAMED_IN_TITLE = 30;
const LABELS: Record<ColourBy, string> = { service: 'Services', kind: 'Kinds of spans', model: 'Models' };

/** Which colour is what. */
export function ColourLegend({ colours, by }: { colours: SpanColours; by: ColourBy }) {
  const rest = colours.legend.slice(SHOWN);
  return (
    <ul className={styles.legend} aria-label={LABELS[by]}>
      {colours.legend.slice(0, SHOWN).map(({ name, colour, spans }) => (
        <li
          key={name}
          className={styles.entry}
          title={`${displayText(name, 200)}: ${spans.toLocaleString()} spans`}
        >
          <span className={styles.dot} style={{ background: colour }} />
          <span className={styles.name}>{displayText(name, 60)}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li
          className={styles.rest}
          title={rest
            .slice(0, NAMED_IN_TITLE)
            .map(({ name }) => displayText(name, 60))
            .join(', ')}
        >
          +{rest.length} more
        </li>
      )}
    </ul>
  );
}
