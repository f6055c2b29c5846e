import { z } from 'zod';
import { readPreference, writePreference } from '../../../lib/preferences.ts';

const MAX_FILTERS = 8;
const NAME = 'traceFilters';
const schema = z.array(z.string().max(4000)).max(MAX_FILTERS);

/** The filters that were applied last, newest first, each once. */
export function recentFilters(): readonly string[] {
  return readPreference(NAME, schema, []);
}

export function rememberFilter(filter: string): void {
  if (filter === '') return;
  const others = recentFilters().filter((known) => known !== filter);
  writePreference(NAME, [filter, ...others].slice(0, MAX_FILTERS));
}
