import type { Database } from 'better-sqlite3';
import type { TextPattern } from './fts-query.ts';
import { TextSearch, type Reach, type SearchState, type TextCondition } from './text-search.ts';

const searches = new WeakMap<Database, TextSearch>();

/**
 * The traces in which a text stands: words (`['train']`), a phrase (`['night train']`), the beginning of a word
 * (`['tra', '']`). To be called outside of a transaction, within which the
 * index cannot be opened. Each call makes one condition on `traces t`; conditions are combined with AND, OR and NOT as any
 * others, which is how all of several words are asked for: one call a word. `db` is the connection that the condition is
 * then used on. Text may be anything: it is quoted, never read as a query of FTS5. `reach` is `page` where the newest
 * few that match are read, and `all` where all of them are, as for counts.
 */
export function textCondition(db: Database, pattern: TextPattern, reach: Reach = 'page'): TextCondition {
  return searchOf(db).condition(pattern, reach);
}

/**
 * What every trace with this text meets, and others may: to be asked before something slower. Null where the index is so
 * far behind that it does not help.
 */
export function narrowingCondition(db: Database, pattern: TextPattern, reach: Reach): TextCondition | null {
  return searchOf(db).narrowing(pattern, reach);
}

/** How large the index is and how far it has come; null when there is none yet. */
export function searchState(db: Database): SearchState | null {
  return searchOf(db).state();
}

/** One for a connection: it knows what is attached there. */
function searchOf(db: Database): TextSearch {
  let search = searches.get(db);
  if (search === undefined) {
    search = new TextSearch(db);
    searches.set(db, search);
  }
  return search;
}
