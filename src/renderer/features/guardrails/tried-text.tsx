import type { GuardDirection, GuardRun, TriedGuards } from '../../../shared/guard/index.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatMicros } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { useGuards } from './use-guards.ts';
import { GUARD_ORDER, GUARD_WORDS, kindText, OUTCOME_WORDS } from './guard-words.ts';
import styles from './tried-text.module.css';

export interface TriedTextProps {
  readonly tried: TriedGuards;
  readonly text: string;
  readonly direction: GuardDirection;
  /** The text was changed since. */
  readonly isStale: boolean;
}

/** What the guards made of a text. */
export function TriedText({ tried, text, direction, isStale }: TriedTextProps) {
  const runs = GUARD_ORDER.flatMap((name) => tried.runs.filter(({ guard }) => guard === name));
  const outcome = OUTCOME_WORDS[tried.outcome];
  const guards = useGuards().data ?? [];
  const off = new Set(guards.flatMap(({ guard, settings }) => (settings.enabled ? [] : [guard])));
  return (
    <section
      aria-label="What the guards made of it"
      className={classNames(styles.tried, isStale && styles.stale)}
    >
      <p className={styles.outcome} role="status">
        <Badge tone={outcome.tone}>{outcome.label}</Badge>
        <span>{isStale ? 'of the text before' : outcomeText(tried, direction)}</span>
      </p>
      <ul className={styles.runs}>
        {runs.map((run) => (
          <TriedRun key={run.guard} run={run} isOff={off.has(run.guard)} />
        ))}
      </ul>
      {tried.redacted !== text && (
        <div className={styles.redacted}>
          <p className={styles.caption}>
            {direction === 'input'
              ? 'With redaction, this would go upstream'
              : 'With redaction, the caller would get'}
          </p>
          <pre tabIndex={0} aria-label="The text with placeholders" className={styles.text}>
            {tried.redacted}
          </pre>
        </div>
      )}
    </section>
  );
}

function outcomeText({ outcome }: TriedGuards, direction: GuardDirection): string {
  const what = direction === 'input' ? 'the call' : 'the answer';
  switch (outcome) {
    case 'pass':
      return `The guards that are on would let ${what} pass.`;
    case 'flag':
      return `The guards that are on would mark ${what} and let it pass.`;
    case 'warn':
      return 'The guards that are on would warn the caller.';
    case 'redact':
      return 'The guards that are on would replace what they found.';
    case 'block':
      return `The guards that are on would block ${what}.`;
  }
}

function TriedRun({ run, isOff }: { readonly run: GuardRun; readonly isOff: boolean }) {
  const { guard, outcome, score, findings, reason, micros } = run;
  const words = OUTCOME_WORDS[outcome];
  return (
    <li className={styles.run}>
      <span className={styles.name}>
        {GUARD_WORDS[guard].label}
        {isOff && <span className={styles.reason}> (off)</span>}
      </span>
      <span>
        <Badge tone={outcome === 'pass' ? 'neutral' : words.tone}>{words.label}</Badge>
      </span>
      <span className={styles.micros}>{formatMicros(micros)}</span>
      <div className={styles.findings}>
        {findings.length === 0 && (
          <span className={styles.reason}>
            {reason}
            {score !== null && score >= 0.005 && `, score ${score.toFixed(2)}`}
          </span>
        )}
        {findings.map((finding) => (
          <span key={`${finding.kind} ${finding.place}`}>
            {kindText(finding.kind)}
            {finding.count > 1 && ` × ${finding.count}`}
            <span className={styles.reason}>
              {' '}
              {finding.place}, score {finding.score.toFixed(2)}
            </span>
          </span>
        ))}
      </div>
    </li>
  );
}
