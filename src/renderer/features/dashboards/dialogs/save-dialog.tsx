import { useState } from 'react';
import type { Dashboard } from '../../../../shared/dashboard/index.ts';
import { problemOf, problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { EditedDashboard } from '../model/use-dashboard-draft.ts';
import { useDashboard, useDashboardChanges } from '../use-dashboards.ts';

interface SaveDialogProps {
  readonly dashboard: Dashboard;
  readonly edited: EditedDashboard;
  readonly onClose: () => void;
}

/** Saves a version. When somebody saved one meanwhile, it says so and offers to save on top of it. */
export function SaveDialog({ dashboard, edited, onClose }: SaveDialogProps) {
  const { save } = useDashboardChanges();
  const latest = useDashboard(dashboard.id);
  const [message, setMessage] = useState('');
  const isChangedMeanwhile = save.error !== null && problemOf(save.error).code === 'DASHBOARD_CHANGED';
  const submit = (baseVersion: number) =>
    save.mutate(
      { id: dashboard.id, model: edited.model, baseVersion, message },
      {
        onSuccess: ({ version }) => {
          edited.end();
          showToast({ tone: 'ok', title: `Saved as version ${version}` });
          onClose();
        },
        onError: () => void latest.refetch(),
      },
    );
  return (
    <FormDialog
      title="Save the dashboard"
      description={`It becomes version ${edited.baseVersion + 1}; every older version can be restored.`}
      submit="Save dashboard"
      busy={save.isPending}
      error={problemText(save.error)}
      onSubmit={() => submit(edited.baseVersion)}
      onClose={onClose}
    >
      <TextField
        label="What changed"
        hint="For the list of versions; may stay empty."
        maxLength={500}
        value={message}
        onChange={({ target }) => setMessage(target.value)}
      />
      {isChangedMeanwhile && latest.data !== undefined && (
        <Button disabled={latest.isFetching} onClick={() => submit(latest.data.version)}>
          Save mine on top of version {latest.data.version}
        </Button>
      )}
    </FormDialog>
  );
}
