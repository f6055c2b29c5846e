import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreatedApiKey } from '../../../shared/api-key.ts';
import type { KeyScope } from '../../../shared/caller.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemText } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { CodeSnippet } from '../../ui/code-snippet.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ToggleButton } from '../../ui/toggle-button.tsx';
import styles from './create-key-dialog.module.css';
import { NEW_KEY, readKeyForm, type KeyForm, type Lifetime } from './key-form.ts';

const SCOPES: readonly { readonly scope: KeyScope; readonly label: string; readonly title: string }[] = [
  { scope: 'gateway', label: 'Call models', title: 'gateway: calls through the gateway' },
  { scope: 'ingest', label: 'Send spans', title: 'ingest: spans to the OTLP door' },
  { scope: 'admin', label: 'Administer', title: 'admin: the REST API, for the whole deployment' },
];

const LIFETIMES: readonly SelectOption<Lifetime>[] = [
  { value: '7', label: 'after 7 days' },
  { value: '30', label: 'after 30 days' },
  { value: '90', label: 'after 90 days' },
  { value: '365', label: 'after a year' },
  { value: 'never', label: 'never' },
];

export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  return created === null ? (
    <KeyFormDialog onCreated={setCreated} onClose={onClose} />
  ) : (
    <SecretDialog created={created} onClose={onClose} />
  );
}

interface KeyFormDialogProps {
  readonly onCreated: (created: CreatedApiKey) => void;
  readonly onClose: () => void;
}

function KeyFormDialog({ onCreated, onClose }: KeyFormDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [form, setForm] = useState(NEW_KEY);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      // What the answer holds must not stay in the cache of mutations.
      gcTime: 0,
      onSuccess: async (created) => {
        onCreated(created);
        await cache.invalidateQueries(trpc.keys.list.queryFilter());
      },
    }),
  );
  const errors = (wasSubmitted ? readKeyForm(form, 0).errors : null) ?? {};
  const change = (part: Partial<KeyForm>) => setForm((previous) => ({ ...previous, ...part }));
  const submit = () => {
    setWasSubmitted(true);
    const { key } = readKeyForm(form, Date.now());
    if (key !== null) create.mutate(key);
  };
  return (
    <FormDialog
      title="Create key"
      description="For one application or person. Orgs, workspaces and users exist by being named."
      submit="Create key"
      busy={create.isPending}
      error={problemText(create.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={form.name}
        error={errors.name}
        placeholder="checkout service"
        autoFocus
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className={styles.owner}>
        <TextField
          label="Org"
          value={form.org}
          error={errors.org}
          onChange={(event) => change({ org: event.target.value })}
        />
        <TextField
          label="Workspace"
          value={form.workspace}
          error={errors.workspace}
          placeholder="any"
          onChange={(event) => change({ workspace: event.target.value })}
        />
        <TextField
          label="User"
          value={form.user}
          error={errors.user}
          placeholder="any"
          onChange={(event) => change({ user: event.target.value })}
        />
      </div>
      <p className={styles.hint}>
        What is left as “any” a call may name in <code>x-signalbox-workspace</code> and{' '}
        <code>x-signalbox-user</code>.
      </p>
      <ScopeChoice scopes={form.scopes} error={errors.scopes} onChange={(scopes) => change({ scopes })} />
      <div className={styles.line}>
        <span className={styles.label}>Expires</span>
        <Select
          label="Expires"
          value={form.lifetime}
          options={LIFETIMES}
          onChange={(lifetime) => change({ lifetime })}
        />
      </div>
    </FormDialog>
  );
}

interface ScopeChoiceProps {
  readonly scopes: readonly KeyScope[];
  readonly error: string | undefined;
  readonly onChange: (scopes: readonly KeyScope[]) => void;
}

function ScopeChoice({ scopes, error, onChange }: ScopeChoiceProps) {
  const toggle = (scope: KeyScope, isWanted: boolean) =>
    onChange(
      SCOPES.map((entry) => entry.scope).filter((at) => (at === scope ? isWanted : scopes.includes(at))),
    );
  return (
    <fieldset className={styles.scopes}>
      <legend className={styles.label}>May</legend>
      {SCOPES.map(({ scope, label, title }) => (
        <ToggleButton
          key={scope}
          title={title}
          pressed={scopes.includes(scope)}
          onChange={(isWanted) => toggle(scope, isWanted)}
        >
          {label}
        </ToggleButton>
      ))}
      {error !== undefined && (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      )}
    </fieldset>
  );
}

/** The only time that the key is seen. */
function SecretDialog({
  created,
  onClose,
}: {
  readonly created: CreatedApiKey;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`The key of ${created.key.name}`}
      description="Copy it now: it is kept only as a hash and cannot be shown again."
      actions={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <CodeSnippet code={created.secret} what="API key" />
      <p className={styles.hint}>
        Give it to the SDK as its API key, with the gateway’s address as the base URL.
      </p>
    </Dialog>
  );
}
