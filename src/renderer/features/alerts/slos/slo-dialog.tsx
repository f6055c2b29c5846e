import { useState } from 'react';
import type { Slo } from '../../../../shared/alert/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { usePromqlNames } from '../../../lib/use-promql-names.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { PromqlEditor } from '../../../ui/promql-editor/index.ts';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import styles from '../alerts-page.module.css';
import { useAlertChanges } from '../use-alerts.ts';
import { NEW_SLO, readSloForm, sloToForm, type SloForm } from './slo-form.ts';

const KINDS = [
  { value: 'ratio', label: 'Good of all' },
  { value: 'latency', label: 'Fast enough' },
] as const;
const PERIODS = [
  { value: '7', label: '7 days' },
  { value: '28', label: '28 days' },
  { value: '30', label: '30 days' },
] as const;

export interface SloDialogProps {
  /** Null: a new one. */
  readonly slo: Slo | null;
  readonly onClose: () => void;
}

export function SloDialog({ slo, onClose }: SloDialogProps) {
  const [form, setForm] = useState<SloForm>(slo === null ? NEW_SLO : sloToForm(slo.content));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { createSlo, saveSlo } = useAlertChanges();
  const names = usePromqlNames('local');
  const read = readSloForm(form, slo?.content.labels ?? {});
  const errors = wasSubmitted ? read.errors : {};
  const change = (part: Partial<SloForm>) => setForm({ ...form, ...part });
  const text = (field: Exclude<keyof SloForm, 'alerting' | 'kind' | 'period'>) => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
  });
  const query = (field: 'good' | 'total') => ({
    value: form[field],
    error: errors[field],
    names,
    onChange: (expr: string) => change({ [field]: expr }),
  });
  const done = {
    onSuccess: () => {
      showToast({ tone: 'ok', title: `${form.name} saved`, text: 'Its rules are evaluated every minute.' });
      onClose();
    },
  };
  const submit = () => {
    setWasSubmitted(true);
    if (read.content === null) return;
    if (slo === null) createSlo.mutate({ content: read.content }, done);
    else saveSlo.mutate({ id: slo.id, baseVersion: slo.version, content: read.content }, done);
  };
  return (
    <FormDialog
      title={slo === null ? 'New SLO' : `Edit ${slo.content.name}`}
      width="wide"
      description="What is promised, and how it is measured. Its recording rules and burn-rate alerts come with it."
      submit="Save SLO"
      busy={createSlo.isPending || saveSlo.isPending}
      error={problemText(createSlo.error ?? saveSlo.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label="Name" autoFocus {...text('name')} />
      <div className={styles.row}>
        <TextField label="Objective, per cent" inputMode="decimal" {...text('objective')} />
        <Labelled label="Over">
          <Select
            label="Over"
            value={form.period}
            options={PERIODS}
            onChange={(period) => change({ period })}
          />
        </Labelled>
        <TextField
          label="Least number of events"
          inputMode="numeric"
          hint="Below it no alert."
          {...text('minimumEvents')}
        />
      </div>
      <Labelled label="What is measured">
        <SegmentedControl
          label="What is measured"
          value={form.kind}
          segments={KINDS}
          onChange={(kind) => change({ kind })}
        />
      </Labelled>
      {form.kind === 'ratio' ? (
        <>
          <Labelled label="Good events per second">
            <PromqlEditor label="Good events per second" {...query('good')} />
          </Labelled>
          <Labelled label="All events per second">
            <PromqlEditor
              label="All events per second"
              hint="[$window] stands for the windows of the rules."
              {...query('total')}
            />
          </Labelled>
        </>
      ) : (
        <div className={styles.row}>
          <TextField label="Histogram" monospace hint="Without _bucket." {...text('metric')} />
          <TextField label="Its labels" monospace placeholder='route="chat"' {...text('matchers')} />
          <TextField label="At most" inputMode="decimal" hint="One of its bounds." {...text('threshold')} />
        </div>
      )}
      <TextField label="Description" {...text('description')} />
      <div className={styles.switch}>
        <Switch
          label="Alert on its burn rate"
          checked={form.alerting}
          onChange={(alerting) => change({ alerting })}
        />
        Alert on its burn rate
      </div>
    </FormDialog>
  );
}
