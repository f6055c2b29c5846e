import type { ProviderDialect } from '../../../shared/provider.ts';
import type { Database } from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../../shared/errors.ts';
import { openDatabase } from '../open-database.ts';
import { alertOperations } from './alert-operations.ts';
import { auditor } from './auditor.ts';
import { CONTROL_MIGRATIONS } from './migrations/control-migrations.ts';
import type { Change, EventLog, JsonValue, ProviderRow } from './control-records.ts';
import { dashboardOperations } from './dashboard-operations.ts';
import { flagOperations } from './flag-operations.ts';
import { guardOperations } from './guard-operations.ts';
import { healthOperations } from './health-operations.ts';
import { keyOperations } from './key-operations.ts';
import { budgetOperations, limitOperations } from './limit-operations.ts';
import { metricSourceOperations } from './metric-source-operations.ts';
import { notificationOperations } from './notification-operations.ts';
import { loadRunOperations } from './load-run-operations.ts';
import { policyOperations } from './policy-operations.ts';
import { promptEntryOperations } from './prompt-entry-operations.ts';
import { routeOperations } from './route-operations.ts';
import { viewOperations } from './view-operations.ts';

interface StoredProvider {
  name: string;
  dialect: ProviderDialect;
  base_url: string;
  sealed_key: Buffer | null;
  created_at: string;
}

interface StoredEvent extends Omit<EventLog, 'detail'> {
  detail: string;
}

export type ControlOperations = ReturnType<typeof openControlOperations>;

/** What the control thread answers; all of it is synchronous and runs there only. */
export function openControlOperations(dataDir: string) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = openDatabase(join(dataDir, 'control.db'), CONTROL_MIGRATIONS);
  // A key that was accepted must survive a power cut, not only the end of the process; changes are rare.
  database.pragma('synchronous = FULL');
  return {
    ...providerOperations(database),
    ...settingOperations(database),
    ...routeOperations(database),
    ...limitOperations(database),
    ...budgetOperations(database),
    ...keyOperations(database),
    ...flagOperations(database),
    ...guardOperations(database),
    ...viewOperations(database),
    ...promptEntryOperations(database),
    ...policyOperations(database),
    ...loadRunOperations(database),
    ...alertOperations(database),
    ...notificationOperations(database),
    ...dashboardOperations(database),
    ...healthOperations(database),
    ...metricSourceOperations(database),
    eventLogs({ limit }: { limit: number }): EventLog[] {
      return database
        .prepare<[number], StoredEvent>('SELECT * FROM event_logs ORDER BY id DESC LIMIT ?')
        .all(limit)
        .map((row) => ({ ...row, detail: JSON.parse(row.detail) as JsonValue }));
    },
    /** The newest `limit` of these actions in a range of ISO times. */
    eventLogsBetween(input: {
      actions: readonly string[];
      from: string;
      to: string;
      limit: number;
    }): EventLog[] {
      const places = input.actions.map(() => '?').join(', ');
      return database
        .prepare<(string | number)[], StoredEvent>(
          `SELECT * FROM event_logs WHERE action IN (${places}) AND at BETWEEN ? AND ? ORDER BY id DESC LIMIT ?`,
        )
        .all(...input.actions, input.from, input.to, input.limit)
        .map((row) => ({ ...row, detail: JSON.parse(row.detail) as JsonValue }));
    },
    close(): void {
      database.close();
    },
  };
}

function providerOperations(database: Database) {
  const audit = auditor(database);
  return {
    providers(): ProviderRow[] {
      return database
        .prepare<[], StoredProvider>('SELECT * FROM providers ORDER BY created_at, name')
        .all()
        .map(({ name, dialect, base_url, sealed_key, created_at }) => ({
          name,
          dialect,
          baseUrl: base_url,
          sealedKey: sealed_key,
          createdAt: created_at,
        }));
    },
    addProvider: database.transaction((input: { provider: ProviderRow; change: Change }): void => {
      const { name, dialect, baseUrl, sealedKey, createdAt } = input.provider;
      const { changes } = database
        .prepare('INSERT INTO providers VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING')
        .run(name, dialect, baseUrl, sealedKey, createdAt);
      if (changes === 0) throw new SignalboxError('PROVIDER_EXISTS', { name });
      audit('provider.add', name, input.change);
    }),
    removeProvider: database.transaction((input: { name: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM providers WHERE name = ?').run(input.name);
      if (changes === 0) throw new SignalboxError('PROVIDER_NOT_FOUND', { name: input.name });
      audit('provider.remove', input.name, input.change);
    }),
  };
}

function settingOperations(database: Database) {
  const audit = auditor(database);
  return {
    setting({ key }: { key: string }): JsonValue {
      const row = database
        .prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?')
        .get(key);
      return row === undefined ? null : (JSON.parse(row.value) as JsonValue);
    },
    saveSetting: database.transaction((input: { key: string; value: JsonValue; change: Change }): void => {
      database
        .prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
        .run(input.key, JSON.stringify(input.value));
      audit('setting.save', input.key, input.change);
    }),
  };
}
