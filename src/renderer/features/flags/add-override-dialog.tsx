import { useState } from 'react';
import { flagScopeSchema, type Flag, type FlagScope } from '../../../shared/flag.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './add-override-dialog.module.css';
import { isEveryCall } from './scope-text.ts';
import { useSetFlag } from './use-flags.ts';

const FORM_ID = 'add-override';
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
  const problem = set.error === null ? null : problemOf(set.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Override ${flag.name}`}
      description="For the calls that agree with everything you name. An override that names the model wins over all others, then one that names the user, the workspace, the org."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID} busy={set.isPending}>
            Set override
          </Button>
        </>
      }
    >
      <Form id={FORM_ID} className={styles.form} onSubmit={submit}>
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
        <SegmentedControl
          label="Value"
          value={value ? 'on' : 'off'}
          segments={VALUES}
          onChange={(next) => setValue(next === 'on')}
        />
        {wasSubmitted && scope === null && (
          <p role="alert" className={styles.error}>
            Name at least one of them, in at most 200 characters each; for every call there is the switch.
          </p>
        )}
        {problem !== null && (
          <p role="alert" className={styles.error}>
            {problem.message} {problem.action}
          </p>
        )}
      </Form>
    </Dialog>
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
