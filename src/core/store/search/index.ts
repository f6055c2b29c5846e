export type { TextPattern } from './fts-query.ts';
export { SearchIndexer } from './search-indexer.ts';
export { narrowingCondition, searchState, textCondition } from './text-condition.ts';
export type { Reach } from './text-search.ts';
