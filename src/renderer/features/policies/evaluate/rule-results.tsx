import { Check, CircleAlert, CircleDashed, Minus } from 'lucide-react';
import type { PolicyRule, RuleResult } from '../../../../shared/policy/index.ts';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatMicros } from '../../../lib/format.ts';
import { actionText } from '../action-text.ts';
import styles from './rule-results.module.css';

interface RuleResultsProps {
  readonly rules: readonly PolicyRule[];
  /** As far as they were asked. */
  readonly results: readonly RuleResult[];
}

/** Every rule with what came of it: matched, why not, or not asked. */
export function RuleResults({ rules, results }: RuleResultsProps) {
  const byId = new Map(results.map((result) => [result.ruleId, result]));
  return (
    <ol className={styles.rules} aria-label="Rules">
      {rules.map((rule) => {
        const result = byId.get(rule.id);
        return (
          <li key={rule.id} className={styles.rule}>
            <Icon result={result} />
            <div className={styles.what}>
              <div className={styles.line}>
                <span className={classNames(styles.name, result?.matched !== true && styles.quiet)}>
                  {displayText(rule.name, 120)}
                </span>
                {result?.matched === true && (
                  <span className={styles.then}>
                    {displayText(rule.actions.map(actionText).join(' · '), 160)}
                  </span>
                )}
                {result !== undefined && result.micros > 0 && (
                  <span className={styles.micros}>{formatMicros(result.micros)}</span>
                )}
              </div>
              <p className={result?.error == null ? styles.why : styles.failure}>
                {displayText(reasonOf(rule, result), 500)}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function reasonOf(rule: PolicyRule, result: RuleResult | undefined): string {
  if (result !== undefined) return result.error ?? result.why;
  return rule.enabled
    ? 'Not asked: a rule before it ended the evaluation.'
    : 'Not asked: it is switched off.';
}

function Icon({ result }: { readonly result: RuleResult | undefined }) {
  if (result === undefined) return <CircleDashed className={styles.missed} aria-label="Not asked" />;
  if (result.error !== null)
    return <CircleAlert className={styles.failed} aria-label="Could not be evaluated" />;
  if (result.matched) return <Check className={styles.matched} aria-label="Matched" />;
  return <Minus className={styles.missed} aria-label="Did not match" />;
}
