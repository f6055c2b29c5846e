import type { TraceMark } from '../../../../shared/trace-list.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import styles from './trace-columns.module.css';

const SAID: Readonly<Record<string, string>> = {
  flag: 'flagged',
  warn: 'warned',
  redact: 'redacted',
  modify: 'changed',
  block: 'blocked',
  failed_open: 'failed, let pass',
  failed_closed: 'failed, blocked',
};
/** The strongest first: it is the one that is shown. */
const STRENGTH = ['block', 'failed_closed', 'failed_open', 'redact', 'modify', 'warn', 'flag'];
const TONES: Readonly<Record<string, Tone>> = {
  block: 'error',
  failed_closed: 'error',
  failed_open: 'warning',
  warn: 'warning',
};

/** What guards and policies did to the calls of a trace: the strongest as a word, all of it on hover. */
export function TraceMarks({ marks }: { readonly marks: readonly TraceMark[] }) {
  const sorted = marks.toSorted((a, b) => STRENGTH.indexOf(a.outcome) - STRENGTH.indexOf(b.outcome));
  const [first, ...others] = sorted;
  if (first === undefined) return null;
  return (
    <Badge tone={TONES[first.outcome] ?? 'accent'} title={sorted.map(describeMark).join('\n')}>
      <span className={styles.text}>
        {first.kind === 'flag' ? displayText(first.name, 30) : (SAID[first.outcome] ?? first.outcome)}
      </span>
      {others.length > 0 && <span className={styles.count}>+{others.length}</span>}
    </Badge>
  );
}

function describeMark({ kind, name, outcome }: TraceMark): string {
  const shown = displayText(name, 100);
  if (kind === 'flag') return `flag ${shown}`;
  return `${kind === 'guard' ? 'guard' : 'policy'} ${shown}: ${SAID[outcome] ?? outcome}`;
}
