import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Budget, Limit } from '../../../shared/limits.ts';
import { auditor } from './auditor.ts';
import type { BudgetUseRow, Change, JsonValue } from './control-records.ts';

interface StoredLimit {
  id: string;
  metric: Limit['metric'];
  scope: Limit['scope'];
  subject: string | null;
  enabled: 0 | 1;
  amount: number;
  period: 'second' | 'minute' | 'hour' | 'day';
  burst: number | null;
  queue_size: number;
  queue_timeout_ms: number;
  created_at: string;
}

interface StoredBudget {
  id: string;
  scope: Budget['scope'];
  subject: string | null;
  period: Budget['period'];
  amount_nanos: bigint;
  mode: Budget['mode'];
  enabled: bigint;
  created_at: string;
}

interface StoredUse {
  budget_id: string;
  subject: string;
  window_start: bigint;
  spent_nanos: bigint;
  held_nanos: bigint;
}

/** The table `limits`. */
export function limitOperations(database: Database) {
  const audit = auditor(database);
  return {
    limits(): Limit[] {
      return database
        .prepare<[], StoredLimit>('SELECT * FROM limits ORDER BY created_at, id')
        .all()
        .map(toLimit);
    },
    /** Adds it, or puts it in the place of the one with its id. */
    saveLimit: database.transaction(({ limit, change }: { limit: Limit; change: Change }): void => {
      const { id, metric, scope, subject, enabled, amount, createdAt } = limit;
      const isRate = limit.metric !== 'concurrency';
      const { changes: replaced } = database.prepare('DELETE FROM limits WHERE id = ?').run(id);
      database
        .prepare('INSERT INTO limits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
        .run(
          id,
          metric,
          scope,
          subject,
          enabled ? 1 : 0,
          amount,
          isRate ? limit.period : null,
          isRate ? limit.burst : null,
          isRate ? null : limit.queueSize,
          isRate ? null : limit.queueTimeoutMs,
          createdAt,
        );
      audit(replaced === 0 ? 'limit.add' : 'limit.change', id, { ...change, detail: { ...limit } });
    }),
    removeLimit: database.transaction(({ id, change }: { id: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM limits WHERE id = ?').run(id);
      if (changes === 0) throw new SignalboxError('LIMIT_NOT_FOUND', { id });
      audit('limit.remove', id, change);
    }),
  };
}

/** The tables `budgets` and `budget_use`. */
export function budgetOperations(database: Database) {
  const audit = auditor(database);
  const forget = database.prepare('DELETE FROM budget_use WHERE budget_id = ?');
  const forgetBefore = database.prepare('DELETE FROM budget_use WHERE budget_id = ? AND window_start < ?');
  /** The window of each budget that was written last: what is older goes once when it changes. */
  const newest = new Map<string, number>();
  const forgetUse = (id: string): void => {
    forget.run(id);
    newest.delete(id);
  };
  return {
    budgets(): Budget[] {
      return database
        .prepare<[], StoredBudget>('SELECT * FROM budgets ORDER BY created_at, id')
        .safeIntegers(true)
        .all()
        .map(toBudget);
    },
    /** Adds it, or puts it in the place of the one with its id; `isReset`: its use begins again from nothing. */
    saveBudget: database.transaction(
      ({ budget, isReset, change }: { budget: Budget; isReset: boolean; change: Change }): void => {
        const { id, scope, subject, period, amountNanos, mode, enabled, createdAt } = budget;
        const { changes: replaced } = database.prepare('DELETE FROM budgets WHERE id = ?').run(id);
        database
          .prepare('INSERT INTO budgets VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
          .run(id, scope, subject, period, BigInt(amountNanos), mode, enabled ? 1 : 0, createdAt);
        if (isReset) forgetUse(id);
        const detail: JsonValue = { ...budget };
        audit(replaced === 0 ? 'budget.add' : 'budget.change', id, { ...change, detail });
      },
    ),
    removeBudget: database.transaction(({ id, change }: { id: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM budgets WHERE id = ?').run(id);
      if (changes === 0) throw new SignalboxError('BUDGET_NOT_FOUND', { id });
      forgetUse(id);
      audit('budget.remove', id, change);
    }),
    budgetUse(): BudgetUseRow[] {
      return database
        .prepare<[], StoredUse>('SELECT * FROM budget_use')
        .safeIntegers(true)
        .all()
        .map((row) => ({
          budgetId: row.budget_id,
          subject: row.subject,
          windowStart: Number(row.window_start),
          spent: row.spent_nanos,
          held: row.held_nanos,
        }));
    },
    /**
     * One commit; the last row of a subject counts, and no removed budget comes back. With the first row of a new window
     * those of the ones before it go, of every subject.
     */
    saveBudgetUse: database.transaction(({ rows }: { rows: readonly BudgetUseRow[] }): void => {
      const save = database.prepare(`
        INSERT INTO budget_use SELECT ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM budgets WHERE id = ?)
        ON CONFLICT (budget_id, subject) DO UPDATE SET
          window_start = excluded.window_start, spent_nanos = excluded.spent_nanos, held_nanos = excluded.held_nanos`);
      for (const { budgetId, subject, windowStart, spent, held } of rows) {
        if (windowStart > (newest.get(budgetId) ?? -1)) {
          newest.set(budgetId, windowStart);
          forgetBefore.run(budgetId, windowStart);
        }
        save.run(budgetId, subject, windowStart, spent, held, budgetId);
      }
    }),
  };
}

function toLimit(row: StoredLimit): Limit {
  const { id, scope, subject, amount, created_at: createdAt } = row;
  const target = { id, scope, subject, amount, enabled: row.enabled === 1, createdAt };
  if (row.metric !== 'concurrency')
    return { ...target, metric: row.metric, period: row.period, burst: row.burst };
  return {
    ...target,
    metric: 'concurrency',
    queueSize: row.queue_size,
    queueTimeoutMs: row.queue_timeout_ms,
  };
}

function toBudget(row: StoredBudget): Budget {
  const { id, scope, subject, period, mode } = row;
  const amountNanos = String(row.amount_nanos);
  return {
    id,
    scope,
    subject,
    period,
    mode,
    amountNanos,
    enabled: row.enabled === 1n,
    createdAt: row.created_at,
  };
}
