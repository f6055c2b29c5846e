import type { z } from 'zod';

const PREFIX = 'signalbox.';

/**
 * The one way to localStorage. What is missing, damaged or forbidden by the browser gives the fallback:
 * a preference never breaks a page.
 */
export function readPreference<T>(name: string, schema: z.ZodType<T>, fallback: T): T {
  try {
    const stored = window.localStorage.getItem(PREFIX + name);
    if (stored === null) return fallback;
    const parsed = schema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : fallback;
  } catch {
    // Not JSON, or the browser forbids storage to this page.
    return fallback;
  }
}

export function writePreference(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Forbidden or full: the preference then holds until the page is closed.
    return;
  }
}
