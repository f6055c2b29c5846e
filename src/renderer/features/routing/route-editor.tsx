import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Route } from '../../../shared/route.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EMPTY_DRAFT, draftOf, readDraft, type DraftField, type RouteDraft } from './route-draft.ts';
import styles from './route-editor.module.css';
import { TargetRows } from './target-rows.tsx';

const FORM_ID = 'edit-route';

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
  const problem = save.error === null ? null : problemOf(save.error);
  const change = (part: Partial<RouteDraft>) => setDraft((previous) => ({ ...previous, ...part }));
  const submit = () => {
    setWasSubmitted(true);
    if (read.route !== null && !isTaken) save.mutate(read.route);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={route === null ? 'Add route' : `Edit ${route.model}`}
      description="Targets are tried by rank, lowest first. Targets of one rank share its calls by weight."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID} busy={save.isPending}>
            Save route
          </Button>
        </>
      }
    >
      <Form id={FORM_ID} className={styles.form} onSubmit={submit}>
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
        {problem !== null && (
          <p role="alert" className={styles.error}>
            {problem.message} {problem.action}
          </p>
        )}
      </Form>
    </Dialog>
  );
}
