import { text } from './json-fields.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Milliseconds from `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110 10.2.3); null without. */
export function retryAfterMs(headers: Headers, nowMs = Date.now()): number | null {
  const millis = text(headers['retry-after-ms']);
  if (millis !== null && /^\d+(\.\d+)?$/.test(millis)) return Math.round(Number(millis));
  const after = text(headers['retry-after']);
  if (after === null) return null;
  if (/^\d+(\.\d+)?$/.test(after)) return Math.round(Number(after) * 1000);
  const at = Date.parse(after);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

/** What the vendors' `x-should-retry` says; null without it. */
export function shouldRetry(headers: Headers): boolean | null {
  const said = headers['x-should-retry'];
  return said === 'true' ? true : said === 'false' ? false : null;
}
