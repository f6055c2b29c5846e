import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast-store.ts';
import styles from './add-provider-dialog.module.css';
import {
  DIALECT_OPTIONS,
  DIALECTS,
  EMPTY_FORM,
  placeProblem,
  readProviderForm,
  type ProviderForm,
} from './provider-form.ts';

export function AddProviderDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [form, setForm] = useState(EMPTY_FORM);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const add = useMutation(
    trpc.providers.add.mutationOptions({
      onSuccess: async (provider) => {
        await cache.invalidateQueries(trpc.providers.list.queryFilter());
        showToast({
          tone: 'ok',
          title: `${provider.name} added`,
          text: `Its models are reached as ${provider.name}/MODEL.`,
        });
        onClose();
      },
    }),
  );
  const read = readProviderForm(form);
  const errors = {
    ...(wasSubmitted ? read.errors : {}),
    ...(add.error === null ? {} : placeProblem(problemOf(add.error))),
  };
  const change = (part: Partial<ProviderForm>) => {
    setForm((previous) => ({ ...previous, ...part }));
    if (add.error !== null) add.reset();
  };
  const submit = () => {
    setWasSubmitted(true);
    if (read.provider !== null) add.mutate(read.provider);
  };
  return (
    <FormDialog
      title="Add provider"
      description="An upstream that calls may go to. Callers of any dialect reach it."
      submit="Add provider"
      busy={add.isPending}
      error={errors.form ?? null}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.field}>
        <span aria-hidden className={styles.label}>
          API
        </span>
        <Select
          label="API"
          value={form.dialect}
          options={DIALECT_OPTIONS}
          onChange={(dialect) => change({ dialect })}
        />
      </div>
      <TextField
        label="Name"
        value={form.name}
        error={errors.name}
        hint="A request for NAME/model goes here."
        placeholder={DIALECTS[form.dialect].name}
        autoFocus
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label="Base URL"
        value={form.baseUrl}
        error={errors.baseUrl}
        placeholder={DIALECTS[form.dialect].baseUrl}
        inputMode="url"
        monospace
        onChange={(event) => change({ baseUrl: event.target.value })}
      />
      <TextField
        label="API key"
        type="password"
        value={form.apiKey}
        error={errors.apiKey}
        hint="Optional. It is sealed, and never shown again."
        autoComplete="new-password"
        monospace
        onChange={(event) => change({ apiKey: event.target.value })}
      />
    </FormDialog>
  );
}
