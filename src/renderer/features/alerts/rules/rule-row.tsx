import { Pencil, TriangleAlert } from 'lucide-react';
import { formatDuration, type GroupState, type RuleState } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { OpenChevron } from '../../../ui/open-chevron.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { Labels, StateBadge } from '../alert-words.tsx';
import { RowDetail } from '../row-detail.tsx';
import { useAlertChanges } from '../use-alerts.ts';
import { useBroughtIntoSight } from '../use-brought-into-sight.ts';
import { RuleChart } from './rule-chart.tsx';
import styles from './rule-row.module.css';

export interface RuleRowProps {
  readonly group: GroupState;
  readonly state: RuleState;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
}

/** A rule in a line; opened, with its expression over time. */
export function RuleRow({ group, state, isOpen, onToggle, onEdit }: RuleRowProps) {
  const { setEnabled } = useAlertChanges();
  const row = useBroughtIntoSight<HTMLLIElement>(isOpen);
  const { rule, key, enabled } = state;
  const toggle = (next: boolean) =>
    setEnabled.mutate(
      { id: group.id, rule: key, enabled: next },
      {
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not switched', text: problemText(error) ?? undefined }),
      },
    );
  return (
    <li className={styles.row} ref={row}>
      <div className={styles.line}>
        <button type="button" aria-expanded={isOpen} className={styles.open} onClick={onToggle}>
          <OpenChevron isOpen={isOpen} />
          <span className={styles.name}>{displayText(rule.name, 120)}</span>
          <code className={styles.expr}>{displayText(rule.expr, 300)}</code>
        </button>
        <span className={styles.for}>
          {rule.kind === 'record'
            ? 'records'
            : rule.forMs > 0
              ? `for ${formatDuration(rule.forMs)}`
              : 'at once'}
        </span>
        <RuleStateBadge state={state} />
        <Switch label={`Evaluate ${rule.name}`} checked={enabled} onChange={toggle} />
        {group.origin === 'user' ? (
          <IconButton
            size="small"
            label={`Edit ${rule.name}`}
            icon={<Pencil aria-hidden />}
            onClick={onEdit}
          />
        ) : (
          <span />
        )}
      </div>
      {isOpen && <RuleDetail group={group} state={state} />}
    </li>
  );
}

function RuleStateBadge({ state: { enabled, health, lastError, state, rule } }: Pick<RuleRowProps, 'state'>) {
  if (!enabled) return <Badge>off</Badge>;
  if (health === 'err')
    return (
      <Badge tone="error" title={lastError ?? ''}>
        fails
      </Badge>
    );
  if (health === 'unknown') return <Badge title="Not evaluated yet">waits</Badge>;
  if (rule.kind === 'record') return <Badge tone="ok">ok</Badge>;
  return state === 'inactive' ? <Badge tone="ok">quiet</Badge> : <StateBadge state={state} />;
}

function RuleDetail({ group, state }: Pick<RuleRowProps, 'group' | 'state'>) {
  const now = useNow(5_000);
  const { rule, lastError, lastEvaluatedAt, evaluationSeconds } = state;
  const annotations = rule.kind === 'alert' ? rule.annotations : {};
  const evaluated =
    lastEvaluatedAt === null
      ? 'Not evaluated yet.'
      : `Evaluated ${formatRelative(lastEvaluatedAt, now)}, in ${((evaluationSeconds ?? 0) * 1_000).toFixed(1)} ms.`;
  return (
    <RowDetail annotations={annotations}>
      {lastError !== null && (
        <p role="alert" className={styles.error}>
          <TriangleAlert aria-hidden /> {displayText(lastError, 1_000)}
        </p>
      )}
      <pre className={styles.code} tabIndex={0} aria-label={`Expression of ${rule.name}`}>
        {rule.expr}
      </pre>
      {lastError === null && <RuleChart rule={rule} intervalMs={group.intervalMs} height={220} />}
      <Labels labels={rule.labels} />
      <dl className={styles.annotations}>
        {Object.entries(annotations)
          .filter(([key]) => key !== 'runbook_url')
          .map(([key, text]) => (
            <div key={key}>
              <dt>{displayText(key, 60)}</dt>
              <dd dir="auto">{displayText(text, 2_000)}</dd>
            </div>
          ))}
      </dl>
      <p className={styles.note}>{evaluated}</p>
    </RowDetail>
  );
}
