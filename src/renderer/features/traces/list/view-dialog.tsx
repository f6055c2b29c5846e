import { useState } from 'react';
import type { SavedView } from '../../../../shared/saved-view.ts';
import { problemText } from '../../../lib/problem.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useViewChanges } from './use-saved-views.ts';
import type { ViewContent } from './view-content.ts';

const MAX_NAME = 100;

interface ViewDialogProps {
  /** The view that gets another name; null: a new one is saved. */
  readonly view: SavedView | null;
  /** What a new view keeps. */
  readonly content: ViewContent;
  readonly onSaved: (view: SavedView) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a view. */
export function ViewDialog({ view, content, onSaved, onClose }: ViewDialogProps) {
  const [name, setName] = useState(view?.name ?? '');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const { add, change } = useViewChanges((saved) => {
    if (saved !== null) onSaved(saved);
    onClose();
  });
  const submit = () => {
    setWasSubmitted(true);
    if (name.trim() === '') return;
    if (view === null) add.mutate({ ...content, name: name.trim() });
    else change.mutate({ ...view, name: name.trim() });
  };
  return (
    <FormDialog
      title={view === null ? 'Save view' : 'Rename view'}
      description={
        view === null
          ? 'Filters, order, time range and columns, for all who use this deployment.'
          : 'What it shows stays as it is.'
      }
      submit={view === null ? 'Save view' : 'Rename view'}
      busy={add.isPending || change.isPending}
      error={problemText(add.error ?? change.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={name}
        maxLength={MAX_NAME}
        autoFocus
        error={wasSubmitted && name.trim() === '' ? 'A view needs a name.' : undefined}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}

interface RemoveViewProps {
  readonly view: SavedView;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function RemoveViewDialog({ view, onRemoved, onClose }: RemoveViewProps) {
  const { remove } = useViewChanges(() => {
    onRemoved();
    onClose();
  });
  return (
    <ConfirmDialog
      title={`Delete the view ${view.name}?`}
      description="It goes for all who use this deployment. The traces stay."
      confirm="Delete view"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ id: view.id })}
      onClose={onClose}
    />
  );
}
