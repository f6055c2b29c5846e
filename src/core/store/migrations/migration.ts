import type { Database } from 'better-sqlite3';

/** One step of a database's schema, forward and back. Versions count up from 1 without gaps. */
export interface Migration {
  version: number;
  name: string;
  up: Change;
  down: Change;
}

/** A function where SQL alone cannot do it. */
export type Change = string | ((db: Database) => void);
