import type { Database } from 'better-sqlite3';
import { searchState } from '../search/index.ts';

export interface StoreSize {
  /** Of the pages in use, which retention bounds; the file may be larger. */
  bytes: number;
  traces: number;
  spans: number;
  /** The full-text index, which lies in a file of its own, and how many spans it does not have yet. Null before it is made. */
  search: { bytes: number; spansBehind: number } | null;
}

interface Counts {
  traces: number;
  spans: number;
  last_span_no: number;
}

export function storeSize(db: Database): StoreSize {
  // First, so that it is never ahead of the spans.
  const search = searchState(db);
  const pragma = (name: string): number => db.pragma(name, { simple: true }) as number;
  const read = db.transaction(() => ({
    counts: db.prepare<[], Counts>('SELECT traces, spans, last_span_no FROM store_state').get(),
    bytes: (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
  }));
  const { counts, bytes } = read();
  return {
    bytes,
    traces: counts?.traces ?? 0,
    spans: counts?.spans ?? 0,
    search: search && {
      bytes: search.bytes,
      spansBehind: (counts?.last_span_no ?? 0) - search.indexedThrough,
    },
  };
}
