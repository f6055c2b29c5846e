import { useState } from 'react';
import { dashboardModelSchema, type Dashboard } from '../../../../shared/dashboard/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDraftStore } from '../model/draft-store.ts';
import { useDashboardChanges } from '../use-dashboards.ts';

interface CreateDashboardDialogProps {
  readonly onCreated: (dashboard: Dashboard) => void;
  readonly onClose: () => void;
}

/** A new, empty dashboard, which opens ready to be edited. */
export function CreateDashboardDialog({ onCreated, onClose }: CreateDashboardDialogProps) {
  const { create } = useDashboardChanges();
  const begin = useDraftStore((store) => store.begin);
  const [title, setTitle] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const submit = () => {
    setWasSubmitted(true);
    if (title.trim() === '') return;
    const model = dashboardModelSchema.parse({
      schemaVersion: 1,
      title: title.trim(),
      panels: [],
      annotations: ['deploys', 'policies', 'flags', 'alerts'],
    });
    create.mutate(
      { model, message: '' },
      {
        onSuccess: (dashboard) => {
          begin(dashboard);
          onCreated(dashboard);
        },
      },
    );
  };
  return (
    <FormDialog
      title="New dashboard"
      description="It begins empty; add panels once it is open."
      submit="Create dashboard"
      busy={create.isPending}
      error={problemText(create.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Title"
        maxLength={200}
        value={title}
        error={wasSubmitted && title.trim() === '' ? 'A dashboard has a title.' : undefined}
        onChange={({ target }) => setTitle(target.value)}
      />
    </FormDialog>
  );
}
