import type { Database } from 'better-sqlite3';
import { auditor } from './auditor.ts';
import type { EventLog, FeatureFlagChange, FeatureFlagRow, FlagScopeRow } from './control-records.ts';

interface StoredFlag {
  flag: string;
  org: string;
  workspace: string;
  user: string;
  model: string;
  value: 0 | 1;
  changed_at: string;
  changed_by: string;
}

const CHANGE = 'flag.set';
const AT_SCOPE = 'flag = @flag AND org = @org AND workspace = @workspace AND user = @user AND model = @model';

/** The table `feature_flags`: one row an override, and in the audit log its history. A scope's field that is not named is ''. */
export function flagOperations(database: Database) {
  const audit = auditor(database);
  const featureFlags = (): FeatureFlagRow[] =>
    database
      .prepare<[], StoredFlag>('SELECT * FROM feature_flags ORDER BY flag, org, workspace, user, model')
      .all()
      .map(({ flag, org, workspace, user, model, value, changed_at, changed_by }) => ({
        flag,
        scope: { org: org || null, workspace: workspace || null, user: user || null, model: model || null },
        value: value === 1,
        changedAt: changed_at,
        changedBy: changed_by,
      }));
  return {
    featureFlags,
    /** Null takes the override away. Answers all of them as they are now. What changes nothing is not audited. */
    setFeatureFlag: database.transaction(
      (input: {
        flag: string;
        scope: FlagScopeRow;
        value: boolean | null;
        actor: string;
      }): FeatureFlagRow[] => {
        const { flag, scope, value, actor } = input;
        const { org, workspace, user, model } = scope;
        const at = { flag, org: org ?? '', workspace: workspace ?? '', user: user ?? '', model: model ?? '' };
        const before = database
          .prepare<[typeof at], { value: 0 | 1 }>(`SELECT value FROM feature_flags WHERE ${AT_SCOPE}`)
          .get(at);
        const from = before === undefined ? null : before.value === 1;
        if (from === value) return featureFlags();
        if (value === null) {
          database.prepare(`DELETE FROM feature_flags WHERE ${AT_SCOPE}`).run(at);
        } else {
          database
            .prepare(
              `INSERT INTO feature_flags (flag, org, workspace, user, model, value, changed_at, changed_by)
               VALUES (@flag, @org, @workspace, @user, @model, @value, @changedAt, @actor)
               ON CONFLICT DO UPDATE SET value = @value, changed_at = @changedAt, changed_by = @actor`,
            )
            .run({ ...at, value: value ? 1 : 0, changedAt: new Date().toISOString(), actor });
        }
        audit(CHANGE, flag, { actor, detail: { scope: { org, workspace, user, model }, from, to: value } });
        return featureFlags();
      },
    ),
    /** Newest first. */
    featureFlagChanges({ limit }: { limit: number }): FeatureFlagChange[] {
      return database
        .prepare<[string, number], Omit<EventLog, 'detail'> & { detail: string }>(
          'SELECT * FROM event_logs WHERE action = ? ORDER BY id DESC LIMIT ?',
        )
        .all(CHANGE, limit)
        .map(({ id, at, actor, subject, detail }) => ({
          id,
          at,
          actor,
          flag: subject,
          ...(JSON.parse(detail) as Pick<FeatureFlagChange, 'scope' | 'from' | 'to'>),
        }));
    },
  };
}
