import { useState } from 'react';
import { flagScopeSchema, type Flag, type FlagScope } from '../../../shared/flag.ts';
import { problemText } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-override-dialog.module.css';
import { isEveryCall } from './scope-text.ts';
import { useSetFlag } from './use-flags.ts';

const FIELDS = [
  { field: 'org', label: 'Org' },
  { field: 'workspace', label: 'Workspace' },
  { field: 'user', label: 'User' },
  { field: 'model', label: 'Model' },
] as const;
const VALUES = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

const NAMELESS =
  'Name at least one of them, in at most 200 characters each; for every call there is the switch.';

type Typed = Record<keyof FlagScope, string>;
const NOTHING: Typed = { org: '', workspace: '', user: '', model: '' };

export interface AddOverrideDialogProps {
  readonly flag: Flag;
  readonly onClose: () => void;
}

/** A flag's value for some calls. */
export function AddOverrideDialog({ flag, onClose }: AddOverrideDialogProps) {
  const [typed, setTyped] = useState(NOTHING);
  const [value, setValue] = useState(!flag.value);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const set = useSetFlag({ onDone: onClose });
  const scope = readScope(typed);
  const submit = () => {
    setWasSubmitted(true);
    if (scope !== null) set.mutate({ name: flag.name, value, scope });
  };
  const nameless = wasSubmitted && scope === null ? NAMELESS : null;
  return (
    <FormDialog
      title={`Override ${flag.name}`}
      description="For the calls that agree with everything you name. An override that names the model wins over all others, then one that names the user, the workspace, the org."
      submit="Set override"
      busy={set.isPending}
      error={nameless ?? problemText(set.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.scope}>
        {FIELDS.map(({ field, label }, index) => (
          <TextField
            key={field}
            label={label}
            value={typed[field]}
            placeholder="any"
            autoFocus={index === 0}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        ))}
      </div>
      <div className={styles.value}>
        <SegmentedControl
          label="Value"
          value={value ? 'on' : 'off'}
          segments={VALUES}
          onChange={(next) => setValue(next === 'on')}
        />
      </div>
    </FormDialog>
  );
}

/** Null when nothing is named, or something that is no name. */
function readScope(typed: Typed): FlagScope | null {
  const named = Object.fromEntries(
    Object.entries(typed).map(([field, text]) => [field, text.trim() === '' ? null : text]),
  );
  const parsed = flagScopeSchema.safeParse(named);
  return parsed.success && !isEveryCall(parsed.data) ? parsed.data : null;
}
