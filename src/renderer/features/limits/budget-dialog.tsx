import { useState } from 'react';
import { budgetScopeSchema, type Budget, type BudgetPeriod } from '../../../shared/limits.ts';
import { problemText } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import styles from './limit-dialog.module.css';
import { budgetToForm, NEW_BUDGET, readBudgetForm, type BudgetForm } from './limit-form.ts';
import { ScopeFields } from './scope-fields.tsx';
import { useLimitChanges } from './use-limits.ts';

const MODES = [
  { value: 'hard', label: 'Refuse calls' },
  { value: 'warning', label: 'Only warn' },
] as const;

const PERIODS: readonly SelectOption<BudgetPeriod>[] = [
  { value: 'hour', label: 'an hour (UTC)' },
  { value: 'day', label: 'a day (UTC)' },
  { value: 'month', label: 'a month (UTC)' },
  { value: 'total', label: 'in total' },
];

export interface BudgetDialogProps {
  /** Null: a new one. */
  readonly budget: Budget | null;
  readonly onClose: () => void;
}

export function BudgetDialog({ budget, onClose }: BudgetDialogProps) {
  const [form, setForm] = useState(budget === null ? NEW_BUDGET : budgetToForm(budget));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { addBudget, changeBudget } = useLimitChanges(onClose);
  const read = readBudgetForm(form);
  const change = (part: Partial<BudgetForm>) => setForm({ ...form, ...part });
  const submit = () => {
    setWasSubmitted(true);
    if (read.budget === null) return;
    if (budget === null) addBudget.mutate(read.budget);
    else changeBudget.mutate({ id: budget.id, budget: read.budget });
  };
  const errors = wasSubmitted ? read.errors : {};
  const description =
    budget === null
      ? 'It counts from the next call on.'
      : 'With another period, or for others, its count begins again.';
  return (
    <FormDialog
      title={budget === null ? 'Add budget' : 'Edit budget'}
      description={description}
      submit={budget === null ? 'Add budget' : 'Save budget'}
      busy={addBudget.isPending || changeBudget.isPending}
      error={problemText(addBudget.error ?? changeBudget.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <ScopeFields
        scopes={budgetScopeSchema.options}
        scope={form.scope}
        subject={form.subject}
        error={errors.subject}
        onChange={change}
      />
      <div className={styles.row}>
        <TextField
          label="Dollars"
          value={form.amount}
          error={errors.amount}
          inputMode="decimal"
          icon="$"
          autoFocus
          onChange={(event) => change({ amount: event.target.value })}
        />
        <Labelled label="Period">
          <Select
            label="Period"
            value={form.period}
            options={PERIODS}
            onChange={(period) => change({ period })}
          />
        </Labelled>
      </div>
      <Labelled label="When it is spent">
        <SegmentedControl
          label="When it is spent"
          value={form.mode}
          segments={MODES}
          onChange={(mode) => change({ mode })}
        />
      </Labelled>
      <div className={styles.switch}>
        <Switch label="In force" checked={form.enabled} onChange={(enabled) => change({ enabled })} />
        In force
      </div>
    </FormDialog>
  );
}
