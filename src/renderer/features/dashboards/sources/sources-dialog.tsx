import { useState } from 'react';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { readSource, type TypedSource } from './source-problems.ts';
import { SourceTable } from './source-table.tsx';
import { useSources } from './use-sources.ts';

const EMPTY: TypedSource = { name: '', url: '', token: '' };

/** Whom panels can ask beside this engine: the list of remote Prometheus servers, and a form for another one. */
export function SourcesDialog({ onClose }: { readonly onClose: () => void }) {
  const { list, test, add, remove } = useSources();
  const [typed, setTyped] = useState(EMPTY);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [removed, setRemoved] = useState<string | null>(null);
  const { source, problems } = readSource(typed);
  const shown = wasSubmitted ? problems : {};
  const submit = () => {
    setWasSubmitted(true);
    if (source === null) return;
    // One that does not answer now is not taken: the mistake is most likely in what was just typed.
    test.mutate(source, {
      onSuccess: ({ version }) =>
        add.mutate(source, {
          onSuccess: () => {
            showToast({
              tone: 'ok',
              title: `${source.name} answers: Prometheus ${displayText(version, 40)}`,
            });
            setTyped(EMPTY);
            setWasSubmitted(false);
          },
        }),
    });
  };
  if (removed !== null)
    return (
      <ConfirmDialog
        title={`Remove ${removed}?`}
        description="Panels and variables that ask it say so until they are given another source."
        confirm="Remove source"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ name: removed }, { onSuccess: () => setRemoved(null) })}
        onClose={() => setRemoved(null)}
      />
    );
  return (
    <FormDialog
      title="Sources"
      width="wide"
      description="Prometheus servers, or what answers like one, that panels can ask beside this engine. The engine asks them, not this window."
      submit="Add source"
      busy={test.isPending || add.isPending}
      error={problemText(test.error ?? add.error ?? list.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      {(list.data ?? []).length > 0 && <SourceTable sources={list.data ?? []} onRemove={setRemoved} />}
      <TextField
        label="Name"
        hint="As queries and links name it."
        placeholder="prod"
        maxLength={63}
        value={typed.name}
        error={shown.name}
        onChange={({ target }) => setTyped({ ...typed, name: target.value })}
      />
      <TextField
        label="Address"
        monospace
        placeholder="https://prometheus.example.com"
        value={typed.url}
        error={shown.url}
        onChange={({ target }) => setTyped({ ...typed, url: target.value })}
      />
      <TextField
        label="Bearer token"
        type="password"
        autoComplete="off"
        hint="If it wants one. It is sealed, and never shown again."
        maxLength={4_096}
        value={typed.token}
        onChange={({ target }) => setTyped({ ...typed, token: target.value })}
      />
    </FormDialog>
  );
}
