import { useMemo } from 'react';
import type { PolicyContent } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { contentChanges, type FieldChange, type RuleChange } from './content-changes.ts';
import styles from './content-diff.module.css';

interface ContentDiffProps {
  /** Null: there was nothing. */
  readonly before: PolicyContent | null;
  readonly after: PolicyContent;
}

const TONES: Readonly<Record<RuleChange['kinds'][number], Tone>> = {
  added: 'ok',
  removed: 'error',
  changed: 'warning',
  moved: 'neutral',
};

/** What differs between two contents: fields of the set, then rules. */
export function ContentDiff({ before, after }: ContentDiffProps) {
  const { fields, rules } = useMemo(() => contentChanges(before, after), [before, after]);
  if (fields.length === 0 && rules.length === 0) {
    return <p className={styles.same}>{before === null ? 'It has no rules.' : 'Both say the same.'}</p>;
  }
  return (
    <ul className={styles.changes} aria-label="Differences">
      {fields.length > 0 && (
        <li className={styles.change}>
          <FieldChanges fields={fields} />
        </li>
      )}
      {rules.map((rule) => (
        <li key={rule.id} className={styles.change}>
          <div className={styles.head}>
            {rule.kinds.map((kind) => (
              <Badge key={kind} tone={TONES[kind]}>
                {kind}
              </Badge>
            ))}
            <span className={styles.name}>{displayText(rule.name, 120)}</span>
            <code className={styles.id}>{rule.id}</code>
          </div>
          {rule.fields.length > 0 && <FieldChanges fields={rule.fields} />}
        </li>
      ))}
    </ul>
  );
}

function FieldChanges({ fields }: { readonly fields: readonly FieldChange[] }) {
  return (
    <dl className={styles.fields}>
      {fields.map(({ label, before, after }) => (
        <div key={label} className={styles.field}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.texts}>
            {before !== '' && <del className={styles.before}>{before}</del>}
            {after !== '' && <ins className={styles.after}>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
