import { Check, ChevronRight, CircleAlert, Minus } from 'lucide-react';
import type { RuleResult } from '../../../../../shared/policy/index.ts';
import { classNames } from '../../../../lib/class-names.ts';
import { displayText } from '../../../../lib/display-text.ts';
import { formatMicros } from '../../../../lib/format.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { useSpanSource } from '../span-source.ts';
import { toneOf } from './outcome-tone.ts';
import type { RecordedPolicy } from './verdict-events.ts';
import styles from './verdicts.module.css';

/** Rules that are shown at once; of more, those that matched and the first of the others. */
const RULES_SHOWN = 200;

/** The policy sets that were asked: which rules matched and why, and why not the others. */
export function PolicySets({ sets }: { readonly sets: readonly RecordedPolicy[] }) {
  return (
    <ul className={styles.list} aria-label="Policies">
      {sets.map((set, index) => (
        <li key={index} className={styles.item}>
          <PolicySetView set={set} />
        </li>
      ))}
    </ul>
  );
}

function PolicySetView({ set }: { readonly set: RecordedPolicy }) {
  const { PolicyLink } = useSpanSource();
  const matched = set.rules.filter((rule) => rule.matched || rule.error !== null);
  const others = set.rules.filter((rule) => !rule.matched && rule.error === null);
  const name = displayText(set.name === '' ? set.setId : set.name, 80);
  return (
    <>
      <div className={styles.line}>
        <span className={styles.name}>
          {PolicyLink === null ? name : <PolicyLink setId={set.setId}>{name}</PolicyLink>}
        </span>
        <span className={styles.quiet}>v{set.version}</span>
        <Badge tone={toneOf(set.outcome)}>{displayText(set.outcome, 30)}</Badge>
        {set.mode === 'shadow' && <Badge title="It decided and changed nothing">shadow</Badge>}
        <span className={styles.micros}>{formatMicros(set.micros)}</span>
      </div>
      {matched.length > 0 && <Rules rules={matched} set={set} label="Rules that matched" />}
      {others.length > 0 && (
        <details className={styles.others} open={matched.length === 0 || others.length <= 3}>
          <summary>
            <ChevronRight aria-hidden />
            Why not {others.length === 1 ? 'the other rule' : `${others.length} rules`}
          </summary>
          <Rules rules={others.slice(0, RULES_SHOWN)} set={set} label="Rules that did not match" />
        </details>
      )}
      {set.rules.length === 0 && <p className={styles.why}>None of its rules was asked.</p>}
    </>
  );
}

interface RulesProps {
  readonly rules: readonly RuleResult[];
  readonly set: RecordedPolicy;
  readonly label: string;
}

function Rules({ rules, set, label }: RulesProps) {
  const { PolicyLink } = useSpanSource();
  return (
    <ol className={styles.rules} aria-label={label}>
      {rules.map((rule, index) => {
        const id = displayText(rule.ruleId, 63);
        return (
          <li key={index} className={styles.rule}>
            <RuleIcon rule={rule} />
            <div className={styles.ruleText}>
              <div className={styles.line}>
                <span className={classNames(styles.ruleName, !rule.matched && styles.quiet)}>
                  {PolicyLink === null ? (
                    id
                  ) : (
                    <PolicyLink setId={set.setId} ruleId={rule.ruleId}>
                      {id}
                    </PolicyLink>
                  )}
                </span>
                {rule.micros > 0 && <span className={styles.micros}>{formatMicros(rule.micros)}</span>}
              </div>
              <p className={rule.error === null ? styles.why : styles.failure}>
                {displayText(rule.error ?? rule.why, 500)}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function RuleIcon({ rule }: { readonly rule: RuleResult }) {
  if (rule.error !== null)
    return <CircleAlert className={styles.failed} aria-label="Could not be evaluated" />;
  if (rule.matched) return <Check className={styles.matched} aria-label="Matched" />;
  return <Minus className={styles.missed} aria-label="Did not match" />;
}
