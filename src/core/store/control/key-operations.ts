import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { ApiKeyRow, Change } from './control-records.ts';

interface StoredKey {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  org: string;
  workspace: string | null;
  user: string | null;
  scopes: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** The table `api_keys`. A revoked key stays, so that what it did can still be told by name. */
export function keyOperations(database: Database) {
  const audit = auditor(database);
  return {
    apiKeys(): ApiKeyRow[] {
      return database
        .prepare<[], StoredKey>('SELECT * FROM api_keys ORDER BY created_at, id')
        .all()
        .map((row) => ({
          id: row.id,
          name: row.name,
          prefix: row.prefix,
          hash: row.hash,
          org: row.org,
          workspace: row.workspace,
          user: row.user,
          scopes: JSON.parse(row.scopes) as string[],
          createdAt: row.created_at,
          expiresAt: row.expires_at,
          lastUsedAt: row.last_used_at,
          revokedAt: row.revoked_at,
        }));
    },
    addApiKey: database.transaction(({ key, change }: { key: ApiKeyRow; change: Change }): void => {
      database
        .prepare(
          `INSERT INTO api_keys (id, name, prefix, hash, org, workspace, user, scopes, created_at, expires_at)
           VALUES (@id, @name, @prefix, @hash, @org, @workspace, @user, @scopes, @createdAt, @expiresAt)`,
        )
        .run({ ...key, scopes: JSON.stringify(key.scopes) });
      audit('key.create', key.id, change);
    }),
    revokeApiKey: database.transaction((input: { id: string; at: string; change: Change }): void => {
      const { changes } = database
        .prepare('UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
        .run(input.at, input.id);
      if (changes === 0) throw new SignalboxError('KEY_NOT_FOUND', { id: input.id });
      audit('key.revoke', input.id, input.change);
    }),
    /** Not audited: it is no change of anybody's. */
    touchApiKeys: database.transaction(({ uses }: { uses: readonly { id: string; at: string }[] }): void => {
      const touch = database.prepare('UPDATE api_keys SET last_used_at = ? WHERE id = ?');
      for (const { id, at } of uses) touch.run(at, id);
    }),
  };
}
