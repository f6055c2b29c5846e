import { CircleAlert, Plus } from 'lucide-react';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { PolicyContent, PolicyRule } from '../../../../shared/policy/index.ts';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Button } from '../../../ui/button.tsx';
import { SortableList } from '../../../ui/sortable-list/index.ts';
import { actionText } from '../action-text.ts';
import { problemOfField, type ContentProblems } from '../content-problems.ts';
import styles from './rule-list.module.css';

export interface RuleListProps {
  readonly content: PolicyContent;
  readonly problems: ContentProblems;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onAdd: () => void;
}

/** The rules in the order in which they are asked. */
export function RuleList({ content, problems, selected, onSelect, onMove, onAdd }: RuleListProps) {
  const wrong = useWrongRules(content.rules, problems);
  const row = useCallback(
    (rule: PolicyRule, index: number, handle: ReactNode) => (
      <div className={classNames(styles.row, rule.id === selected && styles.selected)}>
        {handle}
        <button
          type="button"
          className={styles.open}
          aria-current={rule.id === selected || undefined}
          data-rule={rule.id}
          onClick={() => onSelect(rule.id)}
        >
          <RuleSummary rule={rule} number={index + 1} hasProblem={wrong.has(rule.id)} />
        </button>
      </div>
    ),
    [selected, wrong, onSelect],
  );
  return (
    <div className={styles.side}>
      <div className={styles.list}>
        <SortableList
          label="Rules"
          items={content.rules}
          itemKey={({ id }) => id}
          itemName={({ name }) => displayText(name, 80)}
          onMove={onMove}
        >
          {row}
        </SortableList>
      </div>
      <div>
        <Button size="small" icon={<Plus aria-hidden />} onClick={onAdd}>
          Add rule
        </Button>
      </div>
    </div>
  );
}

/** The ids of the rules that something is wrong with; the same set while they are the same. */
function useWrongRules(rules: readonly PolicyRule[], problems: ContentProblems): ReadonlySet<string> {
  const ids = rules.filter((_, index) => problemOfField(problems, `rules.${index}`) !== undefined);
  const text = ids.map(({ id }) => id).join(' ');
  return useMemo(() => new Set(text.split(' ')), [text]);
}

interface RuleSummaryProps {
  readonly rule: PolicyRule;
  readonly number: number;
  readonly hasProblem: boolean;
}

function RuleSummary({ rule, number, hasProblem }: RuleSummaryProps) {
  return (
    <>
      <span className={styles.number}>{number}</span>
      <span className={styles.what}>
        <span className={classNames(styles.name, !rule.enabled && styles.off)}>
          {displayText(rule.name, 120) || 'Without a name'}
          {!rule.enabled && <span className={styles.mark}>off</span>}
          {hasProblem && <CircleAlert className={styles.problem} aria-label="Has a problem" />}
        </span>
        <code className={styles.when}>
          {rule.when.trim() === '' ? 'always' : displayText(rule.when, 200)}
        </code>
        <span className={styles.then}>{displayText(rule.actions.map(actionText).join(' · '), 200)}</span>
      </span>
    </>
  );
}
