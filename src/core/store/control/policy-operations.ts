import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { PolicyContent, PolicySet, PolicyVersion } from '../../../shared/policy/index.ts';
import { auditor } from './auditor.ts';
import type { Change } from './control-records.ts';

interface StoredSet {
  id: string;
  published: number | null;
  created_at: string;
}

interface StoredVersion {
  set_id: string;
  version: number;
  content: string;
  saved_at: string;
  saved_by: string;
}

interface Save {
  id: string;
  content: PolicyContent;
  change: Change;
}

/** The tables `policies` and `policy_versions`. A version is never changed; a set goes with all its versions. */
export function policyOperations(database: Database) {
  const audit = auditor(database);
  const find = database.prepare<[string], StoredSet>('SELECT * FROM policies WHERE id = ?');
  const findVersion = database.prepare<[string, number], StoredVersion>(
    'SELECT * FROM policy_versions WHERE set_id = ? AND version = ?',
  );
  const findLatest = database.prepare<[string], StoredVersion>(
    'SELECT * FROM policy_versions WHERE set_id = ? ORDER BY version DESC LIMIT 1',
  );
  const latestOf = (id: string): StoredVersion => {
    const latest = findLatest.get(id);
    if (latest === undefined) throw new SignalboxError('POLICY_NOT_FOUND', { id });
    return latest;
  };
  const addVersion = (version: number, { id, content, change }: Save): void => {
    database
      .prepare('INSERT INTO policy_versions VALUES (?, ?, ?, ?, ?)')
      .run(id, version, JSON.stringify(content), new Date().toISOString(), change.actor);
  };
  return {
    policies(): PolicySet[] {
      return database
        .prepare<[], StoredSet>('SELECT * FROM policies ORDER BY created_at, id')
        .all()
        .map(({ id, published, created_at: createdAt }) => {
          const inForce = published === null ? undefined : findVersion.get(id, published);
          return {
            id,
            latest: toVersion(latestOf(id)),
            published: inForce === undefined ? null : toVersion(inForce),
            createdAt,
          };
        });
    },
    policyVersions({ id }: { id: string }): PolicyVersion[] {
      const versions = database
        .prepare<[string], StoredVersion>(
          'SELECT * FROM policy_versions WHERE set_id = ? ORDER BY version DESC',
        )
        .all(id);
      if (versions.length === 0) throw new SignalboxError('POLICY_NOT_FOUND', { id });
      return versions.map(toVersion);
    },
    addPolicy: database.transaction((save: Save): void => {
      database.prepare('INSERT INTO policies VALUES (?, NULL, ?)').run(save.id, new Date().toISOString());
      addVersion(1, save);
      audit('policy.add', save.id, { ...save.change, detail: { name: save.content.name } });
    }),
    savePolicy: database.transaction((save: Save & { baseVersion: number }): void => {
      const { version: latest } = latestOf(save.id);
      if (latest !== save.baseVersion)
        throw new SignalboxError('POLICY_CHANGED', { latest, base: save.baseVersion });
      addVersion(latest + 1, save);
      const detail = { name: save.content.name, version: latest + 1 };
      audit('policy.save', save.id, { ...save.change, detail });
    }),
    publishPolicy: database.transaction(
      ({ id, version, change }: { id: string; version: number | null; change: Change }): void => {
        const before = find.get(id);
        if (before === undefined) throw new SignalboxError('POLICY_NOT_FOUND', { id });
        if (version !== null && findVersion.get(id, version) === undefined)
          throw new SignalboxError('POLICY_VERSION_NOT_FOUND', { id, version });
        database.prepare('UPDATE policies SET published = ? WHERE id = ?').run(version, id);
        const detail = { from: before.published, to: version };
        audit(version === null ? 'policy.unpublish' : 'policy.publish', id, { ...change, detail });
      },
    ),
    removePolicy: database.transaction(({ id, change }: { id: string; change: Change }): void => {
      const { content } = latestOf(id);
      database.prepare('DELETE FROM policy_versions WHERE set_id = ?').run(id);
      database.prepare('DELETE FROM policies WHERE id = ?').run(id);
      const { name } = JSON.parse(content) as PolicyContent;
      audit('policy.remove', id, { ...change, detail: { name } });
    }),
  };
}

function toVersion(row: StoredVersion): PolicyVersion {
  return {
    setId: row.set_id,
    version: row.version,
    content: JSON.parse(row.content) as PolicyContent,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  };
}
