import {
  newProviderSchema,
  providerDialectSchema,
  SIMULATED_PROVIDER,
  type NewProvider,
  type ProviderDialect,
} from '../../../shared/provider.ts';
import type { Problem } from '../../lib/problem.ts';

export interface ProviderForm {
  readonly dialect: ProviderDialect;
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

export const EMPTY_FORM: ProviderForm = { dialect: 'openai', name: '', baseUrl: '', apiKey: '' };

interface DialectChoice {
  readonly label: string;
  /** The name and address of the vendor's own API, as an example. */
  readonly name: string;
  readonly baseUrl: string;
}

export const DIALECTS: Readonly<Record<ProviderDialect, DialectChoice>> = {
  openai: { label: 'OpenAI or compatible', name: 'openai', baseUrl: 'https://api.openai.com/v1' },
  anthropic: { label: 'Anthropic', name: 'anthropic', baseUrl: 'https://api.anthropic.com' },
  gemini: {
    label: 'Google Gemini',
    name: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com',
  },
};

export const DIALECT_OPTIONS = providerDialectSchema.options.map((value) => ({
  value,
  label: DIALECTS[value].label,
}));

export type ProviderFormErrors = Partial<Record<keyof ProviderForm | 'form', string>>;

export type ProviderFormResult =
  | { readonly provider: NewProvider; readonly errors: null }
  | { readonly provider: null; readonly errors: ProviderFormErrors };

/** What was typed, as a provider, or what is wrong with it, field by field. */
export function readProviderForm(form: ProviderForm): ProviderFormResult {
  const apiKey = form.apiKey.trim();
  const parsed = newProviderSchema.safeParse({
    name: form.name.trim(),
    dialect: form.dialect,
    baseUrl: form.baseUrl.trim(),
    ...(apiKey === '' ? {} : { apiKey }),
  });
  if (parsed.success) return { provider: parsed.data, errors: null };
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  return {
    provider: null,
    errors: {
      ...(wrong.has('name') ? { name: nameError(form.name.trim()) } : {}),
      ...(wrong.has('baseUrl')
        ? {
            baseUrl: `Give a whole address that begins with http:// or https://, for example ${DIALECTS[form.dialect].baseUrl}`,
          }
        : {}),
      ...(wrong.has('apiKey') ? { apiKey: 'A key has at most 4,096 characters.' } : {}),
    },
  };
}

function nameError(name: string): string {
  if (name === '') return 'Give it a name.';
  if (name === SIMULATED_PROVIDER) return `"${SIMULATED_PROVIDER}" is the built-in provider.`;
  return 'Use lower-case letters, digits, - and _, at most 63 characters, beginning with a letter or digit.';
}

/** Where an error of the engine is shown: at the field that it is about, or below them all. */
export function placeProblem(problem: Problem): ProviderFormErrors {
  const text = `${problem.message} ${problem.action}`;
  if (problem.code === 'PROVIDER_EXISTS') return { name: text };
  if (problem.code === 'SECRET_STORE_MISSING') return { apiKey: text };
  return { form: text };
}
