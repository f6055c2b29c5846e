import type { Database, Statement } from 'better-sqlite3';
import { GRAINS, hourOf, isPlausible, minuteOf, MINUTES_PER_HOUR, type Grain } from './rollup-time.ts';

const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
/** Rows of minutes are kept this long, so that the last week is exact to the minute; rows of hours as long as traces may be. */
const MINUTES_KEPT = 8 * MINUTES_PER_DAY;
const TABLES = ['call_rollups', 'cost_rollups', 'guard_rollups'];

/** Which rows of the rollups of calls, costs and guards there are: by the hour all, by the minute those of the last days. */
export class RollupHorizon {
  readonly #saveMinutesFrom: Statement<[number]>;
  readonly #oldest: Map<string, Statement<[number], number>>;
  readonly #deleteBefore: Map<string, Statement<[number, number]>>;
  readonly #deleteAfter: Map<string, Statement<[number]>>;
  #minutesFrom: number;

  constructor(db: Database) {
    const minutesFrom = db.prepare<[], number>('SELECT minutes_from FROM store_state').pluck().get();
    this.#minutesFrom = minutesFrom ?? 0;
    this.#saveMinutesFrom = db.prepare('UPDATE store_state SET minutes_from = ?');
    const ofEach = <T>(prepare: (table: string) => T): Map<string, T> =>
      new Map(TABLES.map((table) => [table, prepare(table)]));
    this.#oldest = ofEach((table) =>
      db.prepare<[number], number>(`SELECT min(minute) FROM ${table} WHERE grain = ?`).pluck(),
    );
    this.#deleteBefore = ofEach((table) => db.prepare(`DELETE FROM ${table} WHERE grain = ? AND minute < ?`));
    this.#deleteAfter = ofEach((table) => db.prepare(`DELETE FROM ${table} WHERE minute > ?`));
  }

  /** The rows that a call has a part in, by its start: none when that cannot be right. */
  rowsOf(start: bigint): { grain: Grain; minute: number }[] {
    if (!isPlausible(start)) return [];
    const minute = minuteOf(start);
    const hour = { grain: MINUTES_PER_HOUR, minute: hourOf(minute) } as const;
    return minute < this.#minutesFrom ? [hour] : [{ grain: 1, minute }, hour];
  }

  /**
   * Deletes some rows that are older than they are kept, and those ahead of every clock. Times are minutes since 1970.
   * True when there is more to delete.
   */
  expire(now: number, oldestKept: number): boolean {
    const minutesFrom = hourOf(Math.max(0, now - MINUTES_KEPT));
    if (minutesFrom > this.#minutesFrom) {
      this.#saveMinutesFrom.run(minutesFrom);
      this.#minutesFrom = minutesFrom;
    }
    let hasMore = false;
    for (const table of TABLES) {
      for (const grain of GRAINS) {
        const before = grain === 1 ? Math.max(oldestKept, this.#minutesFrom) : hourOf(oldestKept);
        hasMore = this.#deleteSome(table, grain, before) || hasMore;
      }
      this.#deleteAfter.get(table)?.run(now + MINUTES_PER_DAY);
    }
    return hasMore;
  }

  /** An hour of minutes, or two and a half days of hours, from the oldest on. */
  #deleteSome(table: string, grain: Grain, before: number): boolean {
    const oldest = this.#oldest.get(table)?.get(grain) ?? null;
    if (oldest === null || oldest >= before) return false;
    this.#deleteBefore.get(table)?.run(grain, Math.min(before, oldest + grain * MINUTES_PER_HOUR));
    return true;
  }
}
