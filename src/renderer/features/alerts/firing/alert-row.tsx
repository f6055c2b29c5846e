import { BellOff, LineChart } from 'lucide-react';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { Badge, StatusDot } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { OpenChevron } from '../../../ui/open-chevron.tsx';
import { SafeLink } from '../../../ui/safe-link.tsx';
import { displayText } from '../../../lib/display-text.ts';
import {
  Labels,
  runbookOf,
  SeverityBadge,
  STATE_TONES,
  StateBadge,
  summaryOf,
  valueText,
} from '../alert-words.tsx';
import { RowDetail } from '../row-detail.tsx';
import { RuleLink } from '../rule-link.tsx';
import { RuleChart } from '../rules/rule-chart.tsx';
import type { PlacedAlert } from '../use-alerts.ts';
import { useBroughtIntoSight } from '../use-brought-into-sight.ts';
import styles from './alert-row.module.css';

export interface AlertRowProps {
  readonly placed: PlacedAlert;
  /** In milliseconds since 1970; of the whole list, which may be long. */
  readonly now: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onSilence: () => void;
}

/** An alert in a line; opened, with its chart and its runbook. */
export function AlertRow({ placed, now, isOpen, onToggle, onSilence }: AlertRowProps) {
  const { alert } = placed;
  const row = useBroughtIntoSight<HTMLLIElement>(isOpen);
  const since = alert.firedAt ?? alert.activeAt;
  return (
    <li className={styles.row} ref={row}>
      <button type="button" aria-expanded={isOpen} className={styles.line} onClick={onToggle}>
        <OpenChevron isOpen={isOpen} />
        <StatusDot tone={STATE_TONES[alert.state]} pulsing={alert.state === 'firing'} />
        <span className={styles.summary} dir="auto">
          {summaryOf(alert)}
        </span>
        <span className={styles.badges}>
          {alert.silencedBy.length > 0 && <Badge title="Nobody is told of it">silenced</Badge>}
          <SeverityBadge labels={alert.labels} />
          <StateBadge state={alert.state} />
        </span>
        <span className={styles.value} title="The value of the expression">
          {valueText(alert.value)}
        </span>
        <span className={styles.since} title={formatAbsolute(since)}>
          {formatRelative(since, now)}
        </span>
      </button>
      {isOpen && <AlertDetail placed={placed} onSilence={onSilence} />}
    </li>
  );
}

function AlertDetail({ placed, onSilence }: Pick<AlertRowProps, 'placed' | 'onSilence'>) {
  const { alert, rule, group } = placed;
  const { url } = runbookOf(alert.annotations);
  return (
    <RowDetail annotations={alert.annotations}>
      {alert.annotations.description !== undefined && (
        <p className={styles.description} dir="auto">
          {displayText(alert.annotations.description, 2_000)}
        </p>
      )}
      <Labels labels={alert.labels} without={['alertname']} />
      <RuleChart rule={rule.rule} intervalMs={group.intervalMs} height={200} only={alert.labels} />
      <div className={styles.actions}>
        <Button size="small" icon={<BellOff aria-hidden />} onClick={onSilence}>
          Silence
        </Button>
        <RuleLink group={group.id} rule={rule.key} icon={<LineChart aria-hidden />}>
          The rule
        </RuleLink>
        {url !== null && <SafeLink href={url}>Runbook</SafeLink>}
      </div>
    </RowDetail>
  );
}
