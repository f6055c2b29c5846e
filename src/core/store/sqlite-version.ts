import SqliteDatabase from 'better-sqlite3';

/** The version of the SQLite library in use, for diagnostics. */
export function sqliteVersion(): string {
  const db = new SqliteDatabase(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}
