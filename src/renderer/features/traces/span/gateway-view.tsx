import { formatMicros } from '../../../lib/format.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import type { RecordedDecision } from './gateway-decisions.ts';
import styles from './gateway-view.module.css';

interface GatewayViewProps {
  readonly decisions: readonly RecordedDecision[];
  /** What the gateway itself added in all; null where it was not recorded. */
  readonly overheadMicros: number | null;
}

const TONES: Record<string, Tone> = {
  allow: 'ok',
  block: 'error',
  modify: 'warning',
  reroute: 'warning',
  observe: 'neutral',
};

const COLOURS = 8;
const colourOf = (index: number) => `var(--series-${(index % COLOURS) + 1})`;

/** What each stage of the gateway decided about an exchange, why, and what that cost. */
export function GatewayView({ decisions, overheadMicros }: GatewayViewProps) {
  const sum = decisions.reduce((total, decision) => total + decision.micros, 0);
  return (
    <div className={styles.gateway}>
      <div className={styles.total}>
        <span className={styles.figure}>{formatMicros(overheadMicros ?? sum)}</span>
        <span className={styles.caption}>
          {overheadMicros === null ? 'in the stages' : 'added by the gateway to this call'}
        </span>
      </div>
      <div className={styles.bar} role="img" aria-label="Time of the stages in proportion">
        {decisions.map((decision, index) => (
          <span
            key={index}
            style={{ flexGrow: Math.max(decision.micros, sum / 200), background: colourOf(index) }}
            title={`${decision.stage}: ${formatMicros(decision.micros)}`}
          />
        ))}
      </div>
      <ol className={styles.stages}>
        {decisions.map((decision, index) => (
          <li key={index} className={styles.stage}>
            <span className={styles.swatch} style={{ background: colourOf(index) }} />
            <span className={styles.name}>{displayText(decision.stage, 60)}</span>
            <Badge tone={TONES[decision.outcome] ?? 'neutral'}>{displayText(decision.outcome, 30)}</Badge>
            <span className={styles.micros}>{formatMicros(decision.micros)}</span>
            {decision.reason !== '' && <p className={styles.reason}>{displayText(decision.reason, 500)}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}
