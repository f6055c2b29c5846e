import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, placeProblem, readProviderForm } from './provider-form.ts';

const GOOD = { ...EMPTY_FORM, name: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: '' };

describe('readProviderForm', () => {
  it('leaves out a key that was not typed', () => {
    expect(readProviderForm(GOOD).provider).toEqual({
      name: 'openai',
      dialect: 'openai',
      baseUrl: 'https://api.openai.com/v1',
    });
  });

  it('says in which dialect the provider speaks', () => {
    const form = { ...GOOD, dialect: 'anthropic' as const, baseUrl: 'https://api.anthropic.com' };
    expect(readProviderForm(form).provider).toMatchObject({ dialect: 'anthropic' });
    expect(readProviderForm({ ...form, baseUrl: 'x' }).errors?.baseUrl).toContain('api.anthropic.com');
  });

  it('trims what was pasted', () => {
    const { provider } = readProviderForm({
      ...EMPTY_FORM,
      name: ' acme ',
      baseUrl: ' http://10.0.0.1/v1 ',
      apiKey: ' sk-1 ',
    });
    expect(provider).toMatchObject({ name: 'acme', baseUrl: 'http://10.0.0.1/v1', apiKey: 'sk-1' });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'Bad Name' }, 'name'],
    [{ name: 'simulated' }, 'name'],
    [{ baseUrl: 'api.openai.com' }, 'baseUrl'],
    [{ baseUrl: 'ftp://x' }, 'baseUrl'],
    [{ apiKey: 'x'.repeat(5_000) }, 'apiKey'],
  ])('says at the field what is wrong: %o', (part, field) => {
    const { errors } = readProviderForm({ ...GOOD, ...part });
    expect(Object.keys(errors ?? {})).toEqual([field]);
  });
});

describe('placeProblem', () => {
  const problem = (code: string) => ({ code, message: 'What.', action: 'Do.', retryable: false });

  it.each([
    ['PROVIDER_EXISTS', 'name'],
    ['SECRET_STORE_MISSING', 'apiKey'],
    ['INTERNAL', 'form'],
  ])('shows %s at %s, with what to do', (code, field) => {
    expect(placeProblem(problem(code))).toEqual({ [field]: 'What. Do.' });
  });
});
