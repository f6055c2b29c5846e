import { Copy, Trash2 } from 'lucide-react';
import type { PolicyContent, PolicyRule } from '../../../../shared/policy/index.ts';
import { Card } from '../../../ui/card.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { problemOfField, type ContentProblems } from '../content-problems.ts';
import { ActionList } from './action-list.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { withCopyOfRule, withoutRule, withRule } from './policy-draft.ts';
import styles from './rule-editor.module.css';

export interface RuleEditorProps {
  readonly rule: PolicyRule;
  readonly index: number;
  readonly problems: ContentProblems;
  readonly onChange: (change: (content: PolicyContent) => PolicyContent) => void;
}

/** One rule: what it is called, when it holds and what it does then. */
export function RuleEditor({ rule, index, problems, onChange }: RuleEditorProps) {
  const problem = (path: string) => problemOfField(problems, `rules.${index}.${path}`);
  const change = (part: Partial<PolicyRule>) => onChange((content) => withRule(content, rule.id, part));
  const changeRule = (make: (before: PolicyRule) => PolicyRule) =>
    onChange((content) => {
      const before = content.rules.find(({ id }) => id === rule.id);
      return before === undefined ? content : withRule(content, rule.id, make(before));
    });
  return (
    <section aria-label={`Rule ${index + 1}`} className={styles.editor}>
      <div className={styles.head}>
        <TextField
          label="Rule"
          className={styles.name}
          value={rule.name}
          error={problem('name')}
          trailing={
            <code className={styles.id} title="Its id: steady over all versions">
              {rule.id}
            </code>
          }
          onChange={(event) => change({ name: event.target.value })}
        />
        <span className={styles.enabled}>
          <Switch label="Enabled" checked={rule.enabled} onChange={(enabled) => change({ enabled })} />
          <span aria-hidden>{rule.enabled ? 'On' : 'Off'}</span>
        </span>
        <IconButton
          label="Duplicate this rule"
          icon={<Copy aria-hidden />}
          onClick={() => onChange((content) => withCopyOfRule(content, rule.id))}
        />
        <IconButton
          label="Remove this rule"
          icon={<Trash2 aria-hidden />}
          onClick={() => onChange((content) => withoutRule(content, rule.id))}
        />
      </div>
      <Card title="When" description="the condition, as a form and as an expression: one changes the other">
        <ConditionEditor
          key={rule.id}
          when={rule.when}
          error={problem('when') ?? null}
          onChange={(when) => change({ when })}
        />
      </Card>
      <Card title="Then" description="what it does with the call">
        <ActionList rule={rule} problem={problem} onChange={changeRule} />
      </Card>
    </section>
  );
}
