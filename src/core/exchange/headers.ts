import type { HeaderFields } from '../providers/index.ts';

/** Headers of a request that OpenAI-compatible APIs read. Keys, cookies and everything else stay here. */
const TO_UPSTREAM = [
  'accept',
  'user-agent',
  'openai-organization',
  'openai-project',
  'openai-beta',
  'idempotency-key',
  'x-stainless-retry-count',
  'x-stainless-lang',
  'x-stainless-package-version',
];

/** Headers of an answer that clients read: its type, its reference, limits and when to try again. */
const TO_CALLER = new Set([
  'content-type',
  'x-request-id',
  'retry-after',
  'retry-after-ms',
  'x-should-retry',
]);
const TO_CALLER_PREFIX = /^(?:x-ratelimit-|openai-)/;

export function apiHeaders(headers: HeaderFields): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of TO_UPSTREAM) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

export function answerHeaders(headers: HeaderFields): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    if (!TO_CALLER.has(name) && !TO_CALLER_PREFIX.test(name)) continue;
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
