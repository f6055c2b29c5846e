import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, DashboardRow, DashboardVersionRow, DeployRow, JsonValue } from './control-records.ts';

interface StoredVersion {
  dashboard_id: string;
  version: number;
  model: string;
  message: string;
  saved_at: string;
  saved_by: string;
}

interface StoredLatest extends StoredVersion {
  created_at: string;
}

interface Save {
  id: string;
  model: JsonValue;
  message: string;
  change: Change;
}

/** The tables `dashboards` and `dashboard_versions`. A version is never changed; a dashboard goes with all its versions. */
export function dashboardOperations(database: Database) {
  const audit = auditor(database);
  const findLatest = database.prepare<[string], StoredVersion>(
    'SELECT * FROM dashboard_versions WHERE dashboard_id = ? ORDER BY version DESC LIMIT 1',
  );
  const latestOf = (id: string): StoredVersion => {
    const latest = findLatest.get(id);
    if (latest === undefined) throw new SignalboxError('DASHBOARD_NOT_FOUND', { id });
    return latest;
  };
  const addVersion = (version: number, { id, model, message, change }: Save): void => {
    database
      .prepare('INSERT INTO dashboard_versions VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, version, JSON.stringify(model), message, new Date().toISOString(), change.actor);
  };
  return {
    dashboards(): DashboardRow[] {
      return database
        .prepare<[], StoredLatest>(
          `SELECT v.*, d.created_at FROM dashboards d JOIN dashboard_versions v ON v.dashboard_id = d.id
           WHERE v.version = (SELECT max(version) FROM dashboard_versions WHERE dashboard_id = d.id)
           ORDER BY d.created_at, d.id`,
        )
        .all()
        .map((row) => ({ ...toVersion(row), id: row.dashboard_id, createdAt: row.created_at }));
    },
    dashboardVersions({ id }: { id: string }): DashboardVersionRow[] {
      latestOf(id);
      return database
        .prepare<[string], StoredVersion>(
          'SELECT * FROM dashboard_versions WHERE dashboard_id = ? ORDER BY version DESC',
        )
        .all(id)
        .map(toVersion);
    },
    addDashboard: database.transaction((save: Save): void => {
      database.prepare('INSERT INTO dashboards VALUES (?, ?)').run(save.id, new Date().toISOString());
      addVersion(1, save);
      audit('dashboard.add', save.id, save.change);
    }),
    saveDashboard: database.transaction((save: Save & { baseVersion: number }): void => {
      const { version: latest } = latestOf(save.id);
      if (latest !== save.baseVersion)
        throw new SignalboxError('DASHBOARD_CHANGED', { latest, base: save.baseVersion });
      addVersion(latest + 1, save);
      audit('dashboard.save', save.id, save.change);
    }),
    removeDashboard: database.transaction(({ id, change }: { id: string; change: Change }): void => {
      latestOf(id);
      database.prepare('DELETE FROM dashboard_versions WHERE dashboard_id = ?').run(id);
      database.prepare('DELETE FROM dashboards WHERE id = ?').run(id);
      audit('dashboard.remove', id, change);
    }),
    ...deployOperations(database),
  };
}

/** The table `deploys`: what was said to have been brought out, and when. */
function deployOperations(database: Database) {
  const audit = auditor(database);
  return {
    deploys({ fromMs, toMs, limit }: { fromMs: number; toMs: number; limit: number }): DeployRow[] {
      return database
        .prepare<[number, number, number], DeployRow>(
          `SELECT at_ms AS atMs, title, detail FROM deploys WHERE at_ms BETWEEN ? AND ?
           ORDER BY at_ms DESC LIMIT ?`,
        )
        .all(fromMs, toMs, limit);
    },
    addDeploy: database.transaction(({ deploy, change }: { deploy: DeployRow; change: Change }): void => {
      const { atMs, title, detail } = deploy;
      database
        .prepare('INSERT INTO deploys (at_ms, title, detail) VALUES (?, ?, ?)')
        .run(atMs, title, detail);
      audit('annotation.add', 'deploys', change);
    }),
  };
}

function toVersion(row: StoredVersion): DashboardVersionRow {
  return {
    version: row.version,
    model: JSON.parse(row.model) as JsonValue,
    message: row.message,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  };
}
