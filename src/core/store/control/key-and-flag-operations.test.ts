import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openControlOperations } from './control-operations.ts';
import type { ApiKeyRow } from './control-records.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-control-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const KEY: ApiKeyRow = {
  id: 'key_1',
  name: 'shop',
  prefix: 'sb-abcdef',
  hash: 'a'.repeat(64),
  org: 'acme',
  workspace: null,
  user: 'ana',
  scopes: ['gateway', 'ingest'],
  createdAt: '2026-11-21T10:00:00.000Z',
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
};
const NOBODY = { org: null, workspace: null, user: null, model: null };

it('keeps keys, their last use and their end over a restart', () => {
  const first = openControlOperations(dataDir);
  first.addApiKey({ key: KEY, change: { actor: 'console', detail: { name: 'shop' } } });
  first.touchApiKeys({ uses: [{ id: 'key_1', at: '2026-11-21T10:05:00.000Z' }] });
  const at = '2026-11-21T11:00:00.000Z';
  first.revokeApiKey({ id: 'key_1', at, change: { actor: 'console' } });
  expect(() => first.revokeApiKey({ id: 'key_1', at, change: { actor: 'console' } })).toThrow(/no API key/);
  first.close();

  const second = openControlOperations(dataDir);
  expect(second.apiKeys()).toEqual([{ ...KEY, lastUsedAt: '2026-11-21T10:05:00.000Z', revokedAt: at }]);
  const audited = second.eventLogs({ limit: 10 }).map(({ action, subject }) => `${action} ${subject}`);
  expect(audited).toEqual(['key.revoke key_1', 'key.create key_1']);
  second.close();
});

it('takes no two keys of one hash', () => {
  const store = openControlOperations(dataDir);
  store.addApiKey({ key: KEY, change: { actor: 'console' } });
  expect(() => store.addApiKey({ key: { ...KEY, id: 'key_2' }, change: { actor: 'console' } })).toThrow();
  expect(store.apiKeys()).toHaveLength(1);
  expect(store.eventLogs({ limit: 10 })).toHaveLength(1);
  store.close();
});

it('keeps one value for each scope of a flag, and what it was before', () => {
  const first = openControlOperations(dataDir);
  const set = (value: boolean | null, scope: Partial<typeof NOBODY> | { org: string } = {}) =>
    first.setFeatureFlag({ flag: 'f', scope: { ...NOBODY, ...scope }, value, actor: 'ana' });
  set(true);
  set(false, { org: 'acme' });
  set(false);
  set(false);
  set(null, { org: 'acme' });
  set(null, { org: 'nobody' });
  first.close();

  const second = openControlOperations(dataDir);
  expect(second.featureFlags()).toMatchObject([{ flag: 'f', scope: NOBODY, value: false, changedBy: 'ana' }]);
  const changes = second.featureFlagChanges({ limit: 10 });
  expect(changes.map(({ scope, from, to }) => ({ scope, from, to }))).toEqual([
    { scope: { ...NOBODY, org: 'acme' }, from: false, to: null },
    { scope: NOBODY, from: true, to: false },
    { scope: { ...NOBODY, org: 'acme' }, from: null, to: false },
    { scope: NOBODY, from: null, to: true },
  ]);
  expect(second.featureFlagChanges({ limit: 1 })).toHaveLength(1);
  second.close();
});
