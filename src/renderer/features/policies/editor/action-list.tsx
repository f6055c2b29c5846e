import { Plus, X } from 'lucide-react';
import type { PolicyActionType, PolicyRule } from '../../../../shared/policy/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { ACTION_NAMES, newAction } from '../action-text.ts';
import { ActionFields } from './action-fields.tsx';
import styles from './action-list.module.css';
import { withAction, withActionAdded, withoutAction } from './policy-draft.ts';

export interface ActionListProps {
  readonly rule: PolicyRule;
  /** What is wrong with a field, by its path within the rule. */
  readonly problem: (path: string) => string | undefined;
  readonly onChange: (change: (rule: PolicyRule) => PolicyRule) => void;
}

const TYPES = Object.keys(ACTION_NAMES) as PolicyActionType[];
const OPTIONS: readonly SelectOption<PolicyActionType>[] = TYPES.map((value) => ({
  value,
  label: ACTION_NAMES[value],
}));

/** What a rule does when its condition holds. */
export function ActionList({ rule, problem, onChange }: ActionListProps) {
  const missing = problem('actions');
  return (
    <div className={styles.actions}>
      {rule.actions.map((action, index) => (
        <div
          key={`${index}-${action.type}`}
          role="group"
          aria-label={`Action ${index + 1}`}
          className={styles.action}
        >
          <Select
            label={`Type of action ${index + 1}`}
            className={styles.type}
            value={action.type}
            options={OPTIONS}
            onChange={(type) => onChange((before) => withAction(before, index, newAction(type)))}
          />
          <div className={styles.fields}>
            <ActionFields
              action={action}
              problem={(field) => problem(`actions.${index}.${field}`)}
              onChange={(changed) => onChange((before) => withAction(before, index, changed))}
            />
          </div>
          <IconButton
            size="small"
            label={`Remove action ${index + 1}`}
            icon={<X aria-hidden />}
            onClick={() => onChange((before) => withoutAction(before, index))}
          />
        </div>
      ))}
      {rule.actions.length === 0 && (
        <p role="alert" className={styles.problem}>
          {missing ?? 'A rule does at least one thing.'}
        </p>
      )}
      <div>
        <Menu
          trigger={
            <Button size="small" icon={<Plus aria-hidden />}>
              Add action
            </Button>
          }
        >
          {TYPES.map((type) => (
            <MenuItem
              key={type}
              onSelect={() => onChange((before) => withActionAdded(before, newAction(type)))}
            >
              {ACTION_NAMES[type]}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </div>
  );
}
