import { z } from 'zod';
import { readPreference, writePreference } from './preferences.ts';

const PREFERENCE = 'wanted-page';
/** Who signs in later than this has something else in mind. */
const KEPT_MS = 10 * 60_000;

/** One slash: a second one would name another host. */
const wantedSchema = z.object({
  path: z
    .string()
    .regex(/^\/(?!\/)/)
    .max(4_000),
  at: z.number(),
});

/** Keeps the address that somebody opened who is not signed in yet: the login link leads to the first page. */
export function rememberWantedPage(now = Date.now()): void {
  const { pathname, search } = window.location;
  if (pathname !== '/') writePreference(PREFERENCE, { path: pathname + search, at: now });
}

/** The address that was kept, once; null where there is none or it is old. */
export function takeWantedPage(now = Date.now()): string | null {
  const wanted = readPreference(PREFERENCE, wantedSchema.nullable(), null);
  if (wanted === null) return null;
  writePreference(PREFERENCE, null);
  return now - wanted.at < KEPT_MS ? wanted.path : null;
}
