import type { BudgetScope } from '../../../shared/limits.ts';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './limit-dialog.module.css';

const SCOPES: readonly SelectOption<BudgetScope>[] = [
  { value: 'global', label: 'All calls' },
  { value: 'org', label: 'Org' },
  { value: 'workspace', label: 'Workspace' },
  { value: 'user', label: 'User' },
  { value: 'key', label: 'Key' },
  { value: 'model', label: 'Model' },
  { value: 'route', label: 'Route' },
];

export interface ScopeFieldsProps<S extends BudgetScope> {
  readonly scopes: readonly S[];
  readonly scope: S;
  readonly subject: string;
  readonly error: string | undefined;
  readonly onChange: (part: { scope: S; subject: string }) => void;
}

/** Whom a limit or budget is for: all calls, each of a kind by itself, or one by name. */
export function ScopeFields<S extends BudgetScope>(props: ScopeFieldsProps<S>) {
  const { scopes, scope, subject, error, onChange } = props;
  const options = scopes.map((value) => {
    return { value, label: SCOPES.find((option) => option.value === value)?.label ?? value };
  });
  return (
    <div className={styles.row}>
      <Labelled label="For">
        <Select
          label="For"
          value={scope}
          options={options}
          onChange={(next) => onChange({ scope: next, subject: next === 'global' ? '' : subject })}
        />
      </Labelled>
      {scope !== 'global' && (
        <TextField
          label="Name"
          value={subject}
          error={error}
          placeholder={`each ${scope}`}
          hint={`Without a name each ${scope} is counted by itself.${scope === 'key' ? ' A key is named by its name or its id.' : ''}`}
          onChange={(event) => onChange({ scope, subject: event.target.value })}
        />
      )}
    </div>
  );
}
