import type { Database } from 'better-sqlite3';
import { auditor } from './auditor.ts';
import type { HealthComponent, HealthReason } from '../../../shared/health/index.ts';
import type { Change } from './control-records.ts';

/** A check that was kept, without its details; core/health knows what `brief` holds. */
export interface HealthOutlineRow {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly kind: 'start' | 'change' | 'interval' | 'stop';
  readonly state: 'healthy' | 'degraded' | 'unhealthy';
  readonly score: number;
  readonly brief: string;
}

export type HealthReasonRow = HealthReason & { readonly component: HealthComponent };
/** Component, name of the fact, what of several it is about, value: in a tuple, for there are some thirty in a record. */
export type HealthFactRow = readonly [HealthComponent, string, string | null, number];

export interface HealthRecordRow extends HealthOutlineRow {
  /** Why something was not well; empty: everything was. */
  readonly reasons: readonly HealthReasonRow[];
  readonly facts: readonly HealthFactRow[];
}

/** Why something was not well in a record. */
export interface HealthReasonsRow {
  readonly record: number;
  readonly reasons: readonly HealthReasonRow[];
}

/** A time range in milliseconds since 1970; both ends belong to it. */
export interface HealthSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

interface StoredRecord extends HealthOutlineRow {
  readonly reasons: string;
  readonly facts: string;
}

const RECORD = 'id, at AS atMs, kind, state, score, brief, reasons, facts';
/** Records of the latest `limit` with troubles are read for analytics. */
const MOST_TROUBLES = 2_000;

/** The table `health_records`: checks that were kept. */
export function healthOperations(database: Database) {
  const audit = auditor(database);
  return {
    /** Adds a record and removes the oldest beyond `keep`. */
    addHealthRecord: database.transaction(
      ({ record, keep }: { record: Omit<HealthRecordRow, 'id'>; keep: number }): number => {
        const { lastInsertRowid } = database
          .prepare(
            `INSERT INTO health_records (at, kind, state, score, brief, reasons, facts)
             VALUES (@atMs, @kind, @state, @score, @brief, @reasons, @facts)`,
          )
          .run({
            ...record,
            reasons: JSON.stringify(record.reasons),
            facts: JSON.stringify(record.facts),
          });
        database
          .prepare(
            `DELETE FROM health_records
             WHERE id <= (SELECT id FROM health_records ORDER BY id DESC LIMIT 1 OFFSET ?)`,
          )
          .run(keep);
        return Number(lastInsertRowid);
      },
    ),
    /** Newest first. */
    healthRecords(input: HealthSpan & { limit: number; offset: number }): {
      rows: HealthRecordRow[];
      total: number;
    } {
      const rows = database
        .prepare<unknown[], StoredRecord>(
          `SELECT ${RECORD} FROM health_records
           WHERE at BETWEEN ? AND ? ORDER BY id DESC LIMIT ? OFFSET ?`,
        )
        .all(input.fromMs, input.toMs, input.limit, input.offset)
        .map(toRow);
      const total = database
        .prepare<unknown[], number>('SELECT count(*) FROM health_records WHERE at BETWEEN ? AND ?')
        .pluck()
        .get(input.fromMs, input.toMs);
      return { rows, total: total ?? 0 };
    },
    healthRecord({ id }: { id: number }): HealthRecordRow | null {
      const row = database
        .prepare<[number], StoredRecord>(`SELECT ${RECORD} FROM health_records WHERE id = ?`)
        .get(id);
      return row === undefined ? null : toRow(row);
    },
    /** Without details, oldest first: those of the range, and the last one before it. */
    healthOutlines({ fromMs, toMs }: HealthSpan): HealthOutlineRow[] {
      return database
        .prepare<unknown[], HealthOutlineRow>(
          `SELECT id, at AS atMs, kind, state, score, brief FROM health_records
           WHERE at <= ? AND at >= coalesce((SELECT max(at) FROM health_records WHERE at < ?), ?)
           ORDER BY at, id`,
        )
        .all(toMs, fromMs, fromMs);
    },
    /** Of the latest records in which something was not well. */
    healthReasons({ fromMs, toMs }: HealthSpan): HealthReasonsRow[] {
      return database
        .prepare<unknown[], { record: number; reasons: string }>(
          `SELECT id AS record, reasons FROM health_records
           WHERE at BETWEEN ? AND ? AND reasons <> '[]' ORDER BY id DESC LIMIT ?`,
        )
        .all(fromMs, toMs, MOST_TROUBLES)
        .map(({ record, reasons }) => ({ record, reasons: JSON.parse(reasons) as HealthReasonRow[] }));
    },
    healthRecordCount(): number {
      return database.prepare<[], number>('SELECT count(*) FROM health_records').pluck().get() ?? 0;
    },
    /** Answers how many there were. */
    clearHealthRecords: database.transaction(({ change }: { change: Change }): number => {
      const { changes } = database.prepare('DELETE FROM health_records').run();
      audit('health.clear', 'history', { ...change, detail: { records: changes } });
      return changes;
    }),
  };
}

function toRow({ reasons, facts, ...row }: StoredRecord): HealthRecordRow {
  return {
    ...row,
    reasons: JSON.parse(reasons) as HealthReasonRow[],
    facts: JSON.parse(facts) as HealthFactRow[],
  };
}
