import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newApiKeySchema } from '../../shared/api-key.ts';
import { SignalboxError } from '../../shared/errors.ts';
import { AccessGate } from './access-gate.ts';
import { KeyRegistry } from './key-registry.ts';
import { newKeySecret } from './key-secret.ts';
import { memoryTenants } from './testing/memory-tenants.ts';

const wanted = (fields: Record<string, unknown> = {}) => newApiKeySchema.parse({ name: 'shop', ...fields });
const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof SignalboxError) return error.code;
    throw error;
  }
  return 'let in';
};

describe('a key', () => {
  it('tells who calls, in any of the places that SDKs use', async () => {
    const { keys, access } = await memoryTenants({ open: false });
    const { key, secret } = await keys.create(wanted({ org: 'acme', workspace: 'web' }), 'test');
    const expected = {
      caller: {
        org: 'acme',
        workspace: 'web',
        user: null,
        keyId: key.id,
        keyName: 'shop',
        scopes: ['gateway'],
      },
      mayPassOn: false,
    };
    for (const headers of [
      bearer(secret),
      { 'x-api-key': secret },
      { 'api-key': secret },
      { authorization: secret },
      { authorization: `Basic ${Buffer.from(`me:${secret}`).toString('base64')}` },
    ]) {
      expect(access.admit(headers, 'gateway')).toMatchObject(expected);
    }
    // A provider's key beside it changes nothing.
    expect(access.admit({ ...bearer('sk-of-a-provider'), 'x-api-key': secret }, 'gateway')).toMatchObject(
      expected,
    );
  });

  it('is refused when unknown, mangled, expired or revoked, with the door open or not', async () => {
    for (const open of [true, false]) {
      const { keys, access } = await memoryTenants({ open });
      const { key, secret } = await keys.create(wanted(), 'test');
      const past = new Date(Date.now() - 1).toISOString();
      const expired = await keys.create(wanted({ expiresAt: past }), 'test');
      expect(codeOf(() => access.admit(bearer(newKeySecret()), 'gateway'))).toBe('KEY_UNKNOWN');
      expect(codeOf(() => access.admit(bearer(secret.slice(0, -1)), 'gateway'))).toBe('KEY_UNKNOWN');
      expect(codeOf(() => access.admit(bearer(secret.toUpperCase()), 'gateway'))).toBe('KEY_UNKNOWN');
      expect(codeOf(() => access.admit(bearer(expired.secret), 'gateway'))).toBe('KEY_EXPIRED');
      expect(codeOf(() => access.admit(bearer(secret), 'gateway'))).toBe('let in');
      await keys.revoke(key.id, 'test');
      expect(codeOf(() => access.admit(bearer(secret), 'gateway'))).toBe('KEY_REVOKED');
    }
  });

  it('expires at its moment, not before', async () => {
    const { keys } = await memoryTenants();
    const expiresAt = '2026-11-21T12:00:00.000Z';
    const { secret } = await keys.create(wanted({ expiresAt }), 'test');
    expect(keys.check(secret, Date.parse(expiresAt) - 1).name).toBe('shop');
    expect(codeOf(() => keys.check(secret, Date.parse(expiresAt)))).toBe('KEY_EXPIRED');
  });

  it('does only what its scopes say', async () => {
    const { keys, access } = await memoryTenants();
    const { secret } = await keys.create(wanted({ scopes: ['ingest', 'ingest'] }), 'test');
    expect(access.admit(bearer(secret), 'ingest').caller.scopes).toEqual(['ingest']);
    expect(codeOf(() => access.admit(bearer(secret), 'gateway'))).toBe('KEY_SCOPE');
    expect(codeOf(() => access.admit(bearer(secret), 'admin'))).toBe('KEY_SCOPE');
  });

  it('is kept as a hash, and its last use only when it is written down', async () => {
    const { keys, access, rows, audited, store, log } = await memoryTenants();
    const { key, secret } = await keys.create(wanted(), 'ana');
    access.admit(bearer(secret), 'gateway');
    expect(JSON.stringify([...rows.values(), audited])).not.toContain(secret.slice(9));
    expect(rows.get(key.id)?.lastUsedAt).toBeNull();
    expect(keys.list()[0]?.lastUsedAt).not.toBeNull();
    await keys.close();
    expect(rows.get(key.id)?.lastUsedAt).toBe(keys.list()[0]?.lastUsedAt);
    expect(audited).toMatchObject([{ action: 'key.create', actor: 'ana', detail: { name: 'shop' } }]);
    // Another start of the engine knows it.
    const again = await KeyRegistry.open({ store, log });
    expect(again.check(secret)).toMatchObject({ id: key.id });
    await again.close();
  });
});

describe('headers', () => {
  it('narrow what the key leaves open, repeat what it says, and never widen it', () => {
    const name = fc.constantFrom('a', 'b');
    const level = fc.option(name, { nil: null });
    return fc.assert(
      fc.asyncProperty(
        name,
        level,
        level,
        level,
        level,
        level,
        async (org, workspace, user, toOrg, toWorkspace, toUser) => {
          const { keys, access } = await memoryTenants();
          const { secret } = await keys.create(wanted({ org, workspace, user }), 'test');
          const key = { org, workspace, user };
          const asked = { org: toOrg, workspace: toWorkspace, user: toUser };
          const headers = {
            ...bearer(secret),
            ...Object.fromEntries(
              Object.entries(asked).map(([at, to]) => [`x-signalbox-${at}`, to ?? undefined]),
            ),
          };
          const levels = ['org', 'workspace', 'user'] as const;
          const widens = levels.some((at) => asked[at] !== null && key[at] !== null && asked[at] !== key[at]);
          if (widens) {
            expect(codeOf(() => access.admit(headers, 'gateway'))).toBe('KEY_SCOPE');
          } else {
            const { caller } = access.admit(headers, 'gateway');
            for (const at of levels) expect(caller[at]).toBe(key[at] ?? asked[at]);
          }
          await keys.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('with a name beyond all measure are refused', async () => {
    const { access } = await memoryTenants();
    expect(codeOf(() => access.admit({ 'x-signalbox-user': 'x'.repeat(201) }, 'gateway'))).toBe(
      'BODY_INVALID',
    );
  });
});

describe('the open sandbox', () => {
  it('lets anybody in as the anonymous caller, whose own key may go on to a provider', async () => {
    const { access } = await memoryTenants();
    const anonymous = { org: null, workspace: null, user: null, keyId: null, keyName: null, scopes: null };
    expect(access.admit({}, 'gateway')).toMatchObject({ caller: anonymous, mayPassOn: true });
    expect(access.admit(bearer('sk-of-a-provider'), 'gateway')).toMatchObject({
      caller: anonymous,
      mayPassOn: true,
    });
    expect(access.admit({ 'x-signalbox-org': 'acme' }, 'ingest').caller.org).toBe('acme');
  });

  it('knows the token of the engine, which is never passed on', async () => {
    for (const open of [true, false]) {
      const { access } = await memoryTenants({ open, token: 'tok' });
      expect(access.admit(bearer('tok'), 'gateway')).toMatchObject({ mayPassOn: false });
    }
  });

  it('closes and opens at once, is audited, and stays so over a restart', async () => {
    const { keys, access, audited, store } = await memoryTenants();
    expect(await access.setOpen(false, 'ana')).toEqual({ open: false, canBeOpen: true });
    expect(codeOf(() => access.admit({}, 'gateway'))).toBe('KEY_MISSING');
    expect(codeOf(() => access.admit(bearer('sk-of-a-provider'), 'gateway'))).toBe('KEY_UNKNOWN');
    expect(audited).toEqual([{ action: 'setting.save', actor: 'ana', detail: { open: false } }]);
    const again = await AccessGate.open({ keys, store, token: 't', canBeOpen: true });
    expect(again.access.open).toBe(false);
    await access.setOpen(true, 'ana');
    expect(codeOf(() => access.admit({}, 'gateway'))).toBe('let in');
  });

  it('is not to be had beyond loopback', async () => {
    const { access } = await memoryTenants({ canBeOpen: false });
    expect(access.access).toEqual({ open: false, canBeOpen: false });
    expect(codeOf(() => access.admit({}, 'gateway'))).toBe('KEY_MISSING');
    await expect(access.setOpen(true, 'ana')).rejects.toMatchObject({ code: 'OPEN_MODE_IMPOSSIBLE' });
  });
});
