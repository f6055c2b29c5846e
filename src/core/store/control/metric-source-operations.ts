import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, MetricSourceRow } from './control-records.ts';

interface StoredSource {
  name: string;
  url: string;
  sealed_token: Buffer | null;
  created_at: string;
}

/** The table `metric_sources`. */
export function metricSourceOperations(database: Database) {
  const audit = auditor(database);
  return {
    metricSources(): MetricSourceRow[] {
      return database
        .prepare<[], StoredSource>('SELECT * FROM metric_sources ORDER BY created_at, name')
        .all()
        .map(({ name, url, sealed_token, created_at }) => ({
          name,
          url,
          sealedToken: sealed_token,
          createdAt: created_at,
        }));
    },
    addMetricSource: database.transaction((input: { source: MetricSourceRow; change: Change }): void => {
      const { name, url, sealedToken, createdAt } = input.source;
      const { changes } = database
        .prepare('INSERT INTO metric_sources VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING')
        .run(name, url, sealedToken, createdAt);
      if (changes === 0) throw new SignalboxError('METRIC_SOURCE_EXISTS', { name });
      audit('metric_source.add', name, input.change);
    }),
    removeMetricSource: database.transaction((input: { name: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM metric_sources WHERE name = ?').run(input.name);
      if (changes === 0) throw new SignalboxError('METRIC_SOURCE_NOT_FOUND', { name: input.name });
      audit('metric_source.remove', input.name, input.change);
    }),
  };
}
