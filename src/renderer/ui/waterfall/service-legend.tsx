import { displayText } from '../../lib/display-text.ts';
import { serviceColour } from '../../lib/series-colour.ts';
import styles from './service-legend.module.css';

const SHOWN = 4;

/** Which colour is which service. */
export function ServiceLegend({ services }: { services: readonly string[] }) {
  const rest = services.length - SHOWN;
  return (
    <ul className={styles.legend} aria-label="Services">
      {services.slice(0, SHOWN).map((service) => (
        <li key={service} className={styles.service} title={displayText(service, 200)}>
          <span className={styles.dot} style={{ background: serviceColour(service) }} />
          <span className={styles.name}>{displayText(service, 60)}</span>
        </li>
      ))}
      {rest > 0 && <li className={styles.rest}>+{rest} more</li>}
    </ul>
  );
}
