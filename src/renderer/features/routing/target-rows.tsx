import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { withTarget, type DraftErrors, type RouteDraft, type TargetDraft } from './route-draft.ts';
import styles from './route-editor.module.css';

export interface TargetRowsProps {
  readonly draft: RouteDraft;
  readonly errors: DraftErrors | null;
  /** Every name that a call may give. */
  readonly models: readonly { readonly id: string; readonly ownedBy: string }[];
  readonly onChange: (draft: RouteDraft) => void;
}

const MAX_TARGETS = 20;

/** The targets of a route, a row each. */
export function TargetRows({ draft, errors, models, onChange }: TargetRowsProps) {
  const listId = useId();
  const change = (id: number, part: Partial<TargetDraft>) => {
    const targets = draft.targets.map((row) => (row.id === id ? { ...row, ...part } : row));
    onChange({ ...draft, targets });
  };
  const field = (row: TargetDraft, name: 'target' | 'rank' | 'weight', label: string, index: number) => (
    <TextField
      label={`${label} of target ${index + 1}`}
      hideLabel
      value={row[name]}
      error={errors?.targets.get(row.id)?.[name]}
      {...(name === 'target'
        ? { list: listId, placeholder: 'openai/gpt-4o', monospace: true }
        : { inputMode: 'numeric' as const })}
      onChange={(event) => change(row.id, { [name]: event.target.value })}
    />
  );
  return (
    <fieldset className={styles.targets}>
      <legend className={styles.legend}>Targets</legend>
      <div className={`${styles.row} ${styles.heads}`} aria-hidden>
        <span>Provider/model</span>
        <span>Rank</span>
        <span>Weight</span>
      </div>
      {draft.targets.map((row, index) => (
        <div key={row.id} className={styles.row}>
          {field(row, 'target', 'Provider and model', index)}
          {field(row, 'rank', 'Rank', index)}
          {field(row, 'weight', 'Weight', index)}
          <IconButton
            size="small"
            label={`Remove target ${index + 1}`}
            icon={<X aria-hidden />}
            disabled={draft.targets.length === 1}
            onClick={() => onChange({ ...draft, targets: draft.targets.filter(({ id }) => id !== row.id) })}
          />
        </div>
      ))}
      <datalist id={listId}>
        {targetNames(models).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          disabled={draft.targets.length >= MAX_TARGETS}
          onClick={() => onChange(withTarget(draft))}
        >
          Add target
        </Button>
      </div>
    </fieldset>
  );
}

/** `PROVIDER/MODEL` of every model, once; routes lead to models, never to routes. */
function targetNames(models: TargetRowsProps['models']): string[] {
  const names = models
    .filter(({ ownedBy }) => ownedBy !== 'route')
    .map(({ id, ownedBy }) => (id.startsWith(`${ownedBy}/`) ? id : `${ownedBy}/${id}`));
  return [...new Set(names)];
}
