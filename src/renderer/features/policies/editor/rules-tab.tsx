import { useNavigate, useSearch } from '@tanstack/react-router';
import { ListChecks, Plus } from 'lucide-react';
import { useCallback } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { policySearchSchema } from '../policies-search.ts';
import { withNewRule, withRuleMoved } from './policy-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import styles from './rules-tab.module.css';
import { SetFields } from './set-fields.tsx';
import type { EditedPolicy } from './use-policy-draft.ts';

/** The set's own fields, its rules in their order, and the rule that is open. */
export function RulesTab({ edited }: { readonly edited: EditedPolicy }) {
  const { content, problems, change } = edited;
  const { rule: wanted } = useSearch({ strict: false, select: (search) => policySearchSchema.parse(search) });
  const navigate = useNavigate();
  const select = useCallback(
    (id: string) =>
      void navigate({ to: '.', search: (previous: object) => ({ ...previous, rule: id }), replace: true }),
    [navigate],
  );
  const move = useCallback(
    (from: number, to: number) => change((before) => withRuleMoved(before, from, to)),
    [change],
  );
  const index = Math.max(
    0,
    content.rules.findIndex(({ id }) => id === wanted),
  );
  const rule = content.rules[index];
  const add = () => {
    const added = withNewRule(content).rules.at(-1);
    change((before) => withNewRule(before));
    if (added !== undefined) select(added.id);
  };
  return (
    <div className={styles.tab}>
      <Card>
        <SetFields content={content} problems={problems} onChange={change} />
      </Card>
      {rule === undefined ? (
        <Card>
          <EmptyState
            icon={<ListChecks aria-hidden />}
            title="No rules yet"
            actions={
              <Button variant="primary" icon={<Plus aria-hidden />} onClick={add}>
                Add the first rule
              </Button>
            }
          >
            A rule is a condition and what to do with the calls that meet it. Rules are asked from the top;
            the first that blocks or allows ends it.
          </EmptyState>
        </Card>
      ) : (
        <div className={styles.rules}>
          <RuleList
            content={content}
            problems={problems}
            selected={rule.id}
            onSelect={select}
            onMove={move}
            onAdd={add}
          />
          <RuleEditor key={rule.id} rule={rule} index={index} problems={problems} onChange={change} />
        </div>
      )}
    </div>
  );
}
