import { useState } from 'react';
import { limitScopeSchema, type Limit, type RatePeriod } from '../../../shared/limits.ts';
import { problemText } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './limit-dialog.module.css';
import { limitToForm, NEW_LIMIT, readLimitForm, type FormErrors, type LimitForm } from './limit-form.ts';
import { ScopeFields } from './scope-fields.tsx';
import { useLimitChanges } from './use-limits.ts';

const METRICS = [
  { value: 'requests', label: 'Requests' },
  { value: 'tokens', label: 'Tokens' },
  { value: 'concurrency', label: 'Calls at once' },
] as const;

const PERIODS: readonly SelectOption<RatePeriod>[] = [
  { value: 'second', label: 'a second' },
  { value: 'minute', label: 'a minute' },
  { value: 'hour', label: 'an hour' },
  { value: 'day', label: 'a day' },
];

export interface LimitDialogProps {
  /** Null: a new one. */
  readonly limit: Limit | null;
  readonly onClose: () => void;
}

export function LimitDialog({ limit, onClose }: LimitDialogProps) {
  const [form, setForm] = useState(limit === null ? NEW_LIMIT : limitToForm(limit));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { addLimit, changeLimit } = useLimitChanges(onClose);
  const read = readLimitForm(form);
  const submit = () => {
    setWasSubmitted(true);
    if (read.limit === null) return;
    if (limit === null) addLimit.mutate(read.limit);
    else changeLimit.mutate({ id: limit.id, limit: read.limit });
  };
  return (
    <FormDialog
      title={limit === null ? 'Add limit' : 'Edit limit'}
      description="In force from the next call on."
      submit={limit === null ? 'Add limit' : 'Save limit'}
      busy={addLimit.isPending || changeLimit.isPending}
      error={problemText(addLimit.error ?? changeLimit.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <LimitFields
        form={form}
        errors={wasSubmitted ? read.errors : {}}
        onChange={(part) => setForm({ ...form, ...part })}
      />
    </FormDialog>
  );
}

interface LimitFieldsProps {
  readonly form: LimitForm;
  readonly errors: FormErrors;
  readonly onChange: (part: Partial<LimitForm>) => void;
}

function LimitFields({ form, errors, onChange }: LimitFieldsProps) {
  const isRate = form.metric !== 'concurrency';
  return (
    <>
      <Labelled label="What is limited">
        <SegmentedControl
          label="What is limited"
          value={form.metric}
          segments={METRICS}
          onChange={(metric) => onChange({ metric })}
        />
      </Labelled>
      <ScopeFields
        scopes={limitScopeSchema.options}
        scope={form.scope}
        subject={form.subject}
        error={errors.subject}
        onChange={onChange}
      />
      <div className={styles.row}>
        <TextField
          label={isRate ? `How many ${form.metric}` : 'How many at once'}
          value={form.amount}
          error={errors.amount}
          inputMode="numeric"
          autoFocus
          onChange={(event) => onChange({ amount: event.target.value })}
        />
        {isRate ? (
          <Labelled label="Period">
            <Select
              label="Period"
              value={form.period}
              options={PERIODS}
              onChange={(period) => onChange({ period })}
            />
          </Labelled>
        ) : (
          <TextField
            label="Places in the queue"
            value={form.queueSize}
            error={errors.queueSize}
            inputMode="numeric"
            onChange={(event) => onChange({ queueSize: event.target.value })}
          />
        )}
      </div>
      {isRate ? (
        <TextField
          label="Of these at once"
          value={form.burst}
          error={errors.burst}
          hint="Empty: all of them."
          inputMode="numeric"
          onChange={(event) => onChange({ burst: event.target.value })}
        />
      ) : (
        <TextField
          label="Longest wait, seconds"
          value={form.queueSeconds}
          error={errors.queueSeconds}
          inputMode="decimal"
          onChange={(event) => onChange({ queueSeconds: event.target.value })}
        />
      )}
      <div className={styles.switch}>
        <Switch label="In force" checked={form.enabled} onChange={(enabled) => onChange({ enabled })} />
        In force
      </div>
    </>
  );
}
