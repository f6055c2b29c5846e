import { useState } from 'react';
import { readDashboardFile } from '../../../../shared/dashboard/index.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { EditedDashboard } from '../model/use-dashboard-draft.ts';

interface JsonDialogProps {
  readonly edited: EditedDashboard;
  readonly onClose: () => void;
}

/** The model as JSON; while the dashboard is edited, it can be changed here too. */
export function JsonDialog({ edited, onClose }: JsonDialogProps) {
  const written = JSON.stringify(edited.model, null, 2);
  const [text, setText] = useState(written);
  const [problem, setProblem] = useState<string | null>(null);
  const area = (
    <TextArea
      label="JSON"
      hideLabel
      monospace
      rows={24}
      value={text}
      readOnly={!edited.isEditing}
      onChange={({ target }) => {
        setProblem(null);
        setText(target.value);
      }}
    />
  );
  if (!edited.isEditing)
    return (
      <Dialog
        open
        width="wide"
        title="JSON model"
        description="This is what an export holds. Edit the dashboard to change it here."
        actions={<CopyButton text={written} what="JSON model" caption="Copy" />}
        onClose={onClose}
      >
        {area}
      </Dialog>
    );
  const apply = () => {
    try {
      const { model } = readDashboardFile(JSON.parse(text));
      edited.change(() => model);
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <FormDialog
      title="JSON model"
      width="wide"
      description="A change takes effect on the screen, and is saved with the dashboard."
      submit="Apply"
      busy={false}
      error={problem}
      onSubmit={apply}
      onClose={onClose}
    >
      {area}
    </FormDialog>
  );
}
