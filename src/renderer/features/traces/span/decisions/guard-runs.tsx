import { displayText } from '../../../../lib/display-text.ts';
import { formatMicros } from '../../../../lib/format.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { toneOf } from './outcome-tone.ts';
import type { RecordedGuard } from './verdict-events.ts';
import styles from './verdicts.module.css';

/** The guards that ran: what came of each, what it found, and what it cost. */
export function GuardRuns({
  runs,
  label,
}: {
  readonly runs: readonly RecordedGuard[];
  readonly label: string;
}) {
  return (
    <ul className={styles.list} aria-label={label}>
      {runs.map((run, index) => (
        <li key={index} className={styles.item}>
          <div className={styles.line}>
            <span className={styles.name}>{displayText(run.guard.replaceAll('_', ' '), 60)}</span>
            <Badge tone={toneOf(run.outcome)}>{displayText(run.outcome.replaceAll('_', ' '), 30)}</Badge>
            {run.score !== null && <span className={styles.score}>score {run.score.toFixed(2)}</span>}
            <span className={styles.micros}>{formatMicros(run.micros)}</span>
          </div>
          {run.reason !== '' && <p className={styles.why}>{displayText(run.reason, 500)}</p>}
          {run.findings.length > 0 && (
            <ul className={styles.findings}>
              {run.findings.slice(0, 20).map((finding, at) => (
                <li key={at}>
                  {finding.count > 1 ? `${finding.count} × ` : ''}
                  <strong>{displayText(finding.kind, 60)}</strong> in {displayText(finding.place, 80)}
                  {finding.score < 1 && `, ${finding.score.toFixed(2)}`}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
