import { useId } from 'react';
import { COMPONENT_NAMES, type ComponentHealth } from '../../../shared/health/index.ts';
import { NOTHING } from '../../lib/format.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { OpenChevron } from '../../ui/open-chevron.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './component-row.module.css';
import { FactTable } from './fact-table.tsx';
import { HistoryStrip, type HistoryStripProps } from './history-strip.tsx';
import { isRecovering, STATE_TONES, STATE_WORDS } from './state-words.ts';

export interface ComponentRowProps {
  readonly component: ComponentHealth;
  /** Null while it is loading. */
  readonly history: Omit<HistoryStripProps, 'label' | 'onOpen'> | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onOpenRecord: (record: number) => void;
}

/** A component: how it is, how it was, and on request every fact with its thresholds. */
export function ComponentRow({ component, history, isOpen, onToggle, onOpenRecord }: ComponentRowProps) {
  const factsId = useId();
  const name = COMPONENT_NAMES[component.component];
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.head}
          aria-expanded={isOpen}
          aria-controls={factsId}
          onClick={onToggle}
        >
          <OpenChevron isOpen={isOpen} />
          <StatusDot tone={STATE_TONES[component.state]} />
          <span className={styles.name}>{name}</span>
          <span className={styles.state}>
            {STATE_WORDS[component.state]}
            {isRecovering(component.state, component.score) && ', recovering'}
          </span>
          <span className={styles.score}>{component.score ?? NOTHING}</span>
        </button>
        <div className={styles.history}>
          {history === null ? (
            <Skeleton height={22} />
          ) : (
            <HistoryStrip {...history} label={`History of ${name}`} onOpen={onOpenRecord} />
          )}
        </div>
      </div>
      {component.reasons.length > 0 && (
        <ul className={styles.reasons}>
          {component.reasons.map(({ fact, subject, text }) => (
            <li key={`${fact} ${subject ?? ''}`}>{text}</li>
          ))}
        </ul>
      )}
      <div id={factsId} hidden={!isOpen} className={styles.facts}>
        {isOpen && <FactTable label={`Facts of ${name}`} facts={component.facts} />}
      </div>
    </li>
  );
}
