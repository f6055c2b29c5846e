import { formatMicros } from '../../../../lib/format.ts';
import { displayText } from '../../../../lib/display-text.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { useSpanSource, type SpanPosition } from '../span-source.ts';
import styles from './decisions-view.module.css';
import { GuardRuns } from './guard-runs.tsx';
import { toneOf } from './outcome-tone.ts';
import { PolicySets } from './policy-sets.tsx';
import { SimilarityVerdict } from './similarity-verdict.tsx';
import type { RecordedDecision } from './stage-decisions.ts';
import type { RecordedVerdicts } from './verdict-events.ts';

interface DecisionsViewProps {
  /** The span of the exchange. */
  readonly position: SpanPosition;
  readonly decisions: readonly RecordedDecision[];
  readonly verdicts: RecordedVerdicts;
  /** What the gateway itself added in all; null where it was not recorded. */
  readonly overheadMicros: number | null;
}

const COLOURS = 8;
const colourOf = (index: number) => `var(--series-${(index % COLOURS) + 1})`;

/** What each stage of the gateway decided about an exchange, why, and what that cost; guards and policies in full. */
export function DecisionsView({ position, decisions, verdicts, overheadMicros }: DecisionsViewProps) {
  const { TestPolicy } = useSpanSource();
  const sum = decisions.reduce((total, decision) => total + decision.micros, 0);
  return (
    <div className={styles.decisions}>
      <div className={styles.total}>
        <span className={styles.figure}>{formatMicros(overheadMicros ?? sum)}</span>
        <span className={styles.caption}>
          {overheadMicros === null ? 'in the stages' : 'added by the gateway to this call'}
        </span>
        {TestPolicy !== null && (
          <span className={styles.tool}>
            <TestPolicy {...position} />
          </span>
        )}
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
            <span className={styles.name}>{displayText(decision.stage.replaceAll('_', ' '), 60)}</span>
            <Badge tone={toneOf(decision.outcome)}>{displayText(decision.outcome, 30)}</Badge>
            <span className={styles.micros}>{formatMicros(decision.micros)}</span>
            {decision.reason !== '' && <p className={styles.reason}>{displayText(decision.reason, 500)}</p>}
            <StageVerdicts stage={decision.stage} verdicts={verdicts} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What stands behind the decision of a stage that asks guards, other prompts or policies. */
function StageVerdicts({ stage, verdicts }: { readonly stage: string; readonly verdicts: RecordedVerdicts }) {
  const { guards, similarity, policies } = verdicts;
  const content = () => {
    if (stage === 'guard_input' || stage === 'guard_output') {
      const direction = stage === 'guard_input' ? 'input' : 'output';
      const runs = guards.filter((run) => run.direction === direction);
      return runs.length === 0 ? null : <GuardRuns runs={runs} label={`Guards of the ${direction}`} />;
    }
    if (stage === 'similarity') return similarity && <SimilarityVerdict similarity={similarity} />;
    if (stage === 'policy') return policies.length === 0 ? null : <PolicySets sets={policies} />;
    return null;
  };
  const shown = content();
  return shown === null ? null : <div className={styles.verdicts}>{shown}</div>;
}
