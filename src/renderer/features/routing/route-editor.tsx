import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Route } from '../../../shared/route.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemText } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EMPTY_DRAFT, draftOf, readDraft, type DraftField, type RouteDraft } from './route-draft.ts';
import styles from './route-editor.module.css';
import { TargetRows } from './target-rows.tsx';

export interface RouteEditorProps {
  /** Null: a new one. */
  readonly route: Route | null;
  /** Names of the routes that exist. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

const LIMITS: readonly { field: DraftField; label: string; placeholder?: string }[] = [
  { field: 'attempts', label: 'Attempts per target' },
  { field: 'maxWaitMs', label: 'Longest wait, ms' },
  { field: 'firstByteMs', label: 'First byte, ms', placeholder: '300000' },
  { field: 'idleMs', label: 'Silence, ms', placeholder: '60000' },
  { field: 'totalMs', label: 'Whole call, ms', placeholder: 'no limit' },
];

export function RouteEditor({ route, taken, onClose }: RouteEditorProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const models = useQuery(trpc.routes.models.queryOptions());
  const [draft, setDraft] = useState(route === null ? EMPTY_DRAFT : draftOf(route));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const save = useMutation(
    trpc.routes.save.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.routes.pathFilter());
        onClose();
      },
    }),
  );
  const read = readDraft(draft);
  const isTaken = route === null && taken.includes(draft.model.trim());
  const errors = wasSubmitted ? read.errors : null;
  const change = (part: Partial<RouteDraft>) => setDraft((previous) => ({ ...previous, ...part }));
  const submit = () => {
    setWasSubmitted(true);
    if (read.route !== null && !isTaken) save.mutate(read.route);
  };
  return (
    <FormDialog
      title={route === null ? 'Add route' : `Edit ${route.model}`}
      description="Targets are tried by rank, lowest first. Targets of one rank share its calls by weight."
      width="wide"
      submit="Save route"
      busy={save.isPending}
      error={problemText(save.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Model name"
        value={draft.model}
        disabled={route !== null}
        error={isTaken ? 'There is a route of this name already.' : errors?.fields.model}
        hint="What callers give as their model. It goes before a model of the same name."
        placeholder="assistant"
        autoFocus={route === null}
        monospace
        onChange={(event) => change({ model: event.target.value })}
      />
      <TargetRows draft={draft} errors={errors} models={models.data ?? []} onChange={setDraft} />
      <div className={styles.limits}>
        {LIMITS.map(({ field, label, placeholder }) => (
          <TextField
            key={field}
            label={label}
            value={draft[field]}
            error={errors?.fields[field]}
            placeholder={placeholder}
            inputMode="numeric"
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
      </div>
    </FormDialog>
  );
}
