import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger, type Log } from '../log.ts';
import { openSecretBox, redactSecrets, type SecretBox } from '../secrets/index.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { ProviderRegistry } from './provider-registry.ts';

const HOUSE = {
  name: 'house',
  dialect: 'openai',
  baseUrl: 'https://models.example/v1/',
  apiKey: 'house-key-123456',
} as const;

let folder: string;
let store: ControlStore;
let lines: string[];
let log: Log;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-registry-'));
  store = await openControlStore({ dataDir: folder });
  lines = [];
  log = createLogger('debug', (line) => lines.push(line));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function secretBox(name: string, createKeyFile = true): Promise<SecretBox> {
  const noKeychain = {
    read: () => Promise.reject(new Error('none')),
    write: () => Promise.reject(new Error('none')),
  };
  const configDir = join(folder, name);
  return openSecretBox({
    dataDir: folder,
    configDir,
    keychainService: 'test',
    keychain: noKeychain,
    createKeyFile,
  });
}

describe('the provider registry', () => {
  it('adds a provider that calls see at once and after a restart', async () => {
    const secrets = await secretBox('config');
    const registry = await ProviderRegistry.open({ store, secrets, log });
    let changes = 0;
    const stop = registry.onChange(() => (changes += 1));
    const added = await registry.add(HOUSE, 'ana');
    expect(added).toMatchObject({ name: 'house', baseUrl: 'https://models.example/v1', hasKey: true });
    expect(registry.get('house')?.apiKey).toBe(HOUSE.apiKey);

    const again = await ProviderRegistry.open({ store, secrets, log });
    expect(again.list()).toEqual([added]);
    expect(again.get('house')).toEqual(registry.get('house'));

    await registry.remove('house', 'ana');
    stop();
    expect(changes).toBe(2);
    expect(registry.get('house')).toBeUndefined();
    expect(await store.providers()).toEqual([]);
  });

  it('never stores, audits or logs the key in the clear', async () => {
    const registry = await ProviderRegistry.open({ store, secrets: await secretBox('config'), log });
    await registry.add(HOUSE, 'ana');
    log.info(`calling with ${HOUSE.apiKey}`);
    const files = ['control.db', 'control.db-wal'].map((name) => readFileSync(join(folder, name), 'latin1'));
    expect([...files, ...lines, JSON.stringify(await store.eventLogs(9))].join('')).not.toContain(
      HOUSE.apiKey,
    );
    expect(redactSecrets(HOUSE.apiKey)).toBe('[redacted]');
  });

  it('refuses a second of the same name, also at the same time, and the removal of none', async () => {
    const registry = await ProviderRegistry.open({ store, secrets: await secretBox('config'), log });
    const outcomes = await Promise.allSettled([registry.add(HOUSE, 'ana'), registry.add(HOUSE, 'ana')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(registry.add(HOUSE, 'ana')).rejects.toMatchObject({ code: 'PROVIDER_EXISTS' });
    await expect(registry.remove('none', 'ana')).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
  });

  it('refuses a key where nothing can seal it, but takes a provider without one', async () => {
    const registry = await ProviderRegistry.open({ store, secrets: await secretBox('none', false), log });
    await expect(registry.add(HOUSE, 'ana')).rejects.toMatchObject({ code: 'SECRET_STORE_MISSING' });
    expect(registry.list()).toEqual([]);
    const local = await registry.add(
      { name: 'local', dialect: 'openai', baseUrl: 'http://127.0.0.1:9/' },
      'ana',
    );
    expect(local).toMatchObject({ hasKey: false, baseUrl: 'http://127.0.0.1:9' });
  });

  it('refuses a password in the URL', async () => {
    const registry = await ProviderRegistry.open({ store, secrets: await secretBox('config'), log });
    const provider = { ...HOUSE, baseUrl: 'https://ada:lovelace@models.example/v1' };
    await expect(registry.add(provider, 'ana')).rejects.toMatchObject({ code: 'BODY_INVALID' });
  });

  it('shows a provider without key, and says so, when its key cannot be opened', async () => {
    const first = await ProviderRegistry.open({ store, secrets: await secretBox('config'), log });
    await first.add(HOUSE, 'ana');
    const second = await ProviderRegistry.open({ store, secrets: await secretBox('other'), log });
    expect(second.list()).toMatchObject([{ name: 'house', hasKey: false }]);
    expect(lines.join('')).toContain('SECRET_UNREADABLE');
  });
});
