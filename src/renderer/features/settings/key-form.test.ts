import { describe, expect, it } from 'vitest';
import { NEW_KEY, readKeyForm } from './key-form.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('the form of a new key', () => {
  it('asks for little: a name is enough', () => {
    expect(readKeyForm({ ...NEW_KEY, name: ' shop ' }, NOW).key).toEqual({
      name: 'shop',
      org: 'default',
      workspace: null,
      user: null,
      scopes: ['gateway'],
      expiresAt: '2027-02-19T12:00:00.000Z',
    });
  });

  it('leaves the expiry out where none is wanted', () => {
    expect(readKeyForm({ ...NEW_KEY, name: 'x', lifetime: 'never' }, NOW).key?.expiresAt).toBeNull();
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x', org: '' }, 'org'],
    [{ name: 'x', workspace: 'w'.repeat(201) }, 'workspace'],
    [{ name: 'x', scopes: [] }, 'scopes'],
  ] as const)('says at the field what is wrong with %j', (part, field) => {
    const { errors } = readKeyForm({ ...NEW_KEY, ...part }, NOW);
    expect(Object.keys(errors ?? {})).toEqual([field]);
  });
});
