import {
  COMPONENT_NAMES,
  FACTS,
  formatFact,
  type FactName,
  type HealthRecord,
  type RecordedComponent,
} from '../../../shared/health/index.ts';
import { NOTHING } from '../../lib/format.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './record-dialog.module.css';
import { STATE_TONES, STATE_WORDS } from './state-words.ts';
import { useRecord } from './use-health.ts';

const KINDS: Readonly<Record<HealthRecord['kind'], string>> = {
  start: 'the first check after a start',
  change: 'kept since a state changed',
  interval: 'kept at the interval',
  stop: 'the last check before the engine ended',
};

/** A check that was kept: what each component was, why, and what was measured. */
export function RecordDialog({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const query = useRecord(id);
  const record = query.data;
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={record === undefined || record === null ? 'Check' : `Check of ${formatAbsolute(record.at)}`}
      description={
        record === undefined || record === null
          ? undefined
          : `${STATE_WORDS[record.state]} with a score of ${record.score}: ${KINDS[record.kind]}`
      }
    >
      {query.error !== null && record === undefined && (
        <ErrorState
          title="The check could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {record === null && (
        <EmptyState title="This check is no longer kept">
          The oldest go when there are more than the engine keeps, and all when the history is cleared.
        </EmptyState>
      )}
      {record === undefined && query.error === null && <Skeleton height={160} />}
      {record !== undefined && record !== null && (
        <ul className={styles.list}>
          {record.components.map((component) => (
            <Component key={component.component} component={component} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function Component({ component }: { readonly component: RecordedComponent }) {
  return (
    <li className={styles.component}>
      <p className={styles.head}>
        <StatusDot tone={STATE_TONES[component.state]} />
        <span className={styles.name}>{COMPONENT_NAMES[component.component]}</span>
        <span className={styles.state}>{STATE_WORDS[component.state]}</span>
        <span className={styles.score}>{component.score ?? NOTHING}</span>
      </p>
      {component.reasons.map(({ fact, subject, text }) => (
        <p key={`${fact} ${subject ?? ''}`} className={styles.reason}>
          {text}
        </p>
      ))}
      <p className={styles.facts}>
        {component.facts.map(({ fact, subject, value }) => (
          <span key={`${fact} ${subject ?? ''}`} className={styles.fact}>
            {factText(fact, subject, value)}
          </span>
        ))}
      </p>
    </li>
  );
}

/** Facts that this console does not know are shown by their names. */
function factText(fact: string, subject: string | null, value: number): string {
  const whose = subject === null ? '' : `${subject}: `;
  if (!isFact(fact)) return `${whose}${fact} ${value}`;
  return `${whose}${FACTS[fact].label} ${formatFact(FACTS[fact].unit, value)}`;
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}
