import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { openControlStore, type ProviderRow } from './index.ts';
import { CONTROL_MIGRATIONS } from './migrations/control-migrations.ts';

let dataDir: string;
let path: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-control-'));
  path = join(dataDir, 'control.db');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const PROVIDER: ProviderRow = {
  name: 'house',
  dialect: 'openai',
  baseUrl: 'http://127.0.0.1:9999/v1',
  sealedKey: new Uint8Array([1, 2, 3]),
  createdAt: '2026-11-21T10:00:00.000Z',
};

describe('the control store', () => {
  it('keeps providers and settings over a restart, and audits each change', async () => {
    const first = await openControlStore({ dataDir });
    await first.addProvider(PROVIDER, { actor: 'console', detail: { baseUrl: PROVIDER.baseUrl } });
    await first.addProvider({ ...PROVIDER, name: 'open', sealedKey: null }, { actor: 'console' });
    await first.removeProvider('open', { actor: 'rest' });
    await first.saveSetting('simulation', { seed: 7 }, { actor: 'console' });
    await first.saveSetting('simulation', { seed: 8 }, { actor: 'console' });
    await first.close();

    const second = await openControlStore({ dataDir });
    const [provider, ...others] = await second.providers();
    expect(others).toEqual([]);
    expect({ ...provider, sealedKey: null }).toEqual({ ...PROVIDER, sealedKey: null });
    expect([...(provider?.sealedKey ?? [])]).toEqual([1, 2, 3]);
    expect(await second.setting('simulation')).toEqual({ seed: 8 });
    expect(await second.setting('never')).toBeNull();
    const events = await second.eventLogs(10);
    expect(events.map(({ action, subject, actor }) => `${actor} ${action} ${subject}`)).toEqual([
      'console setting.save simulation',
      'console setting.save simulation',
      'rest provider.remove open',
      'console provider.add open',
      'console provider.add house',
    ]);
    expect(events.at(-1)?.detail).toEqual({ baseUrl: PROVIDER.baseUrl });
    await second.close();
  });

  it('refuses a second provider of the same name and the removal of none, without auditing them', async () => {
    const store = await openControlStore({ dataDir });
    const change = { actor: 'console' };
    await store.addProvider(PROVIDER, change);
    await expect(store.addProvider(PROVIDER, change)).rejects.toMatchObject({ code: 'PROVIDER_EXISTS' });
    await expect(store.removeProvider('none', change)).rejects.toMatchObject({ code: 'PROVIDER_NOT_FOUND' });
    expect(await store.eventLogs(10)).toHaveLength(1);
    await store.close();
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const content = 'this is not a database, but somebody may need it '.repeat(40);
    writeFileSync(path, content);
    await expect(openControlStore({ dataDir })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('refuses a newer database', async () => {
    const newer = new Database(path);
    newer.pragma('user_version = 99');
    newer.close();
    const before = readFileSync(path);
    await expect(openControlStore({ dataDir })).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('the migrations of control.db', () => {
  it('lead back to an empty schema and forward again', () => {
    // SQLite keeps tables of its own, such as sqlite_sequence, once it has made them.
    const schema = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
    const database = openDatabase(path, CONTROL_MIGRATIONS);
    const first = database.prepare(schema).all();
    migrate(database, CONTROL_MIGRATIONS, 0);
    expect(database.prepare(schema).all()).toEqual([]);
    migrate(database, CONTROL_MIGRATIONS, CONTROL_MIGRATIONS.length);
    expect(database.prepare(schema).all()).toEqual(first);
    database.close();
  });
});
