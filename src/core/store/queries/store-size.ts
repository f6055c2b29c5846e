import type { Database } from 'better-sqlite3';

export interface StoreSize {
  /** Of the pages in use, which retention bounds; the file may be larger. */
  bytes: number;
  traces: number;
  spans: number;
}

export function storeSize(db: Database): StoreSize {
  const pragma = (name: string): number => db.pragma(name, { simple: true }) as number;
  const read = db.transaction(() => ({
    counts: db.prepare<[], { traces: number; spans: number }>('SELECT traces, spans FROM store_state').get(),
    bytes: (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
  }));
  const { counts, bytes } = read();
  return { bytes, traces: counts?.traces ?? 0, spans: counts?.spans ?? 0 };
}
