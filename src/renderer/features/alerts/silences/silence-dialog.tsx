import { useState } from 'react';
import { problemText } from '../../../lib/problem.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import styles from '../alerts-page.module.css';
import { useAlertChanges } from '../use-alerts.ts';
import { readSilenceForm, silenceForm } from './silence-form.ts';

export interface SilenceDialogProps {
  /** What the silence begins with: the labels of an alert. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

export function SilenceDialog({ labels, onClose }: SilenceDialogProps) {
  const [form, setForm] = useState(() => silenceForm(labels));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { addSilence } = useAlertChanges();
  const errors = wasSubmitted ? readSilenceForm(form, 0).errors : {};
  const text = (field: 'matchers' | 'hours' | 'author' | 'comment') => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value }),
  });
  const submit = () => {
    setWasSubmitted(true);
    const { silence } = readSilenceForm(form, Date.now());
    if (silence === null) return;
    addSilence.mutate(silence, {
      onSuccess: () => {
        showToast({ tone: 'ok', title: 'Silenced', text: 'Nobody is told until it ends.' });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title="Silence alerts"
      description="Alerts that all matchers fit go on firing, but nobody is told."
      submit="Silence"
      busy={addSilence.isPending}
      error={problemText(addSilence.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        label="Matchers"
        monospace
        rows={4}
        {...text('matchers')}
        placeholder="alertname=HighErrorRatio"
      />
      <div className={styles.row}>
        <TextField label="For how many hours" inputMode="decimal" {...text('hours')} />
        <TextField label="Author" autoComplete="name" {...text('author')} />
      </div>
      <TextField label="Comment" {...text('comment')} />
    </FormDialog>
  );
}
