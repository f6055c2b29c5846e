import { newApiKeySchema, type NewApiKey } from '../../../shared/api-key.ts';
import type { KeyScope } from '../../../shared/caller.ts';

const DAY_MS = 86_400_000;

export type Lifetime = 'never' | '7' | '30' | '90' | '365';

/** What is typed to make a key. */
export interface KeyForm {
  readonly name: string;
  readonly org: string;
  readonly workspace: string;
  readonly user: string;
  readonly scopes: readonly KeyScope[];
  readonly lifetime: Lifetime;
}

export const NEW_KEY: KeyForm = {
  name: '',
  org: 'default',
  workspace: '',
  user: '',
  scopes: ['gateway'],
  lifetime: '90',
};

export type KeyFormErrors = Partial<Record<'name' | 'org' | 'workspace' | 'user' | 'scopes', string>>;

export type KeyFormResult =
  | { readonly key: NewApiKey; readonly errors: null }
  | { readonly key: null; readonly errors: KeyFormErrors };

/** What was typed, as a key to be made, or what is wrong with it, field by field. */
export function readKeyForm(form: KeyForm, nowMs: number): KeyFormResult {
  const parsed = newApiKeySchema.safeParse({
    name: form.name,
    org: form.org,
    workspace: form.workspace.trim() === '' ? null : form.workspace,
    user: form.user.trim() === '' ? null : form.user,
    scopes: form.scopes,
    expiresAt:
      form.lifetime === 'never' ? null : new Date(nowMs + Number(form.lifetime) * DAY_MS).toISOString(),
  });
  if (parsed.success) return { key: parsed.data, errors: null };
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  const tooLong = 'Use at most 200 characters.';
  return {
    key: null,
    errors: {
      ...(wrong.has('name') ? { name: 'Give it a name of at most 100 characters.' } : {}),
      ...(wrong.has('org') ? { org: 'Say which org it belongs to, in at most 200 characters.' } : {}),
      ...(wrong.has('workspace') ? { workspace: tooLong } : {}),
      ...(wrong.has('user') ? { user: tooLong } : {}),
      ...(wrong.has('scopes') ? { scopes: 'Choose at least one.' } : {}),
    },
  };
}
