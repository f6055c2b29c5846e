import type { Database } from 'better-sqlite3';
import { auditor } from './auditor.ts';
import type { Change, JsonValue } from './control-records.ts';

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

export interface HealthRecordRow extends HealthOutlineRow {
  /** Whether every component was healthy. */
  readonly isWell: boolean;
  readonly components: JsonValue;
}

/** Why a component was not well in a record. */
export interface HealthReasonsRow {
  readonly record: number;
  readonly component: string;
  readonly reasons: JsonValue;
}

/** A time range in milliseconds since 1970; both ends belong to it. */
export interface HealthSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

interface StoredRecord extends Omit<HealthRecordRow, 'atMs' | 'isWell' | 'components'> {
  at: number;
  isWell: number;
  components: string;
}

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
            `INSERT INTO health_records (at, kind, state, score, brief, is_well, components)
             VALUES (@atMs, @kind, @state, @score, @brief, @isWell, @components)`,
          )
          .run({
            ...record,
            isWell: record.isWell ? 1 : 0,
            components: JSON.stringify(record.components),
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
          `SELECT id, at, kind, state, score, brief, is_well AS isWell, components FROM health_records
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
        .prepare<[number], StoredRecord>(
          `SELECT id, at, kind, state, score, brief, is_well AS isWell, components FROM health_records WHERE id = ?`,
        )
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
        .prepare<unknown[], { record: number; component: string; reasons: string }>(
          `SELECT records.id AS record, json_extract(part.value, '$.component') AS component,
             json_extract(part.value, '$.reasons') AS reasons
           FROM (SELECT * FROM health_records WHERE at BETWEEN ? AND ? AND is_well = 0 ORDER BY id DESC LIMIT ?)
             AS records, json_each(records.components) AS part
           WHERE json_array_length(part.value, '$.reasons') > 0`,
        )
        .all(fromMs, toMs, MOST_TROUBLES)
        .map((row) => ({ ...row, reasons: JSON.parse(row.reasons) as JsonValue }));
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

function toRow({ at, components, ...row }: StoredRecord): HealthRecordRow {
  return {
    ...row,
    isWell: row.isWell === 1,
    atMs: at,
    components: JSON.parse(components) as JsonValue,
  };
}
