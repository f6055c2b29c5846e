import type { Dialect } from '../dialects/index.ts';
import type { HeaderFields } from '../providers/index.ts';

/** Headers of a request that every upstream may see. Keys, cookies and everything else stay here. */
const TO_UPSTREAM = [
  'accept',
  'user-agent',
  'idempotency-key',
  'x-stainless-retry-count',
  'x-stainless-lang',
  'x-stainless-package-version',
];

/** Headers that only the caller's own vendor understands, in both directions. */
interface VendorHeaders {
  readonly toUpstream: readonly string[];
  readonly toCaller: RegExp;
}

const OPENAI: VendorHeaders = {
  toUpstream: ['openai-organization', 'openai-project', 'openai-beta'],
  toCaller: /^(?:x-ratelimit-|openai-)/,
};
const NONE: VendorHeaders = { toUpstream: [], toCaller: /^$/ };

const VENDORS: Readonly<Record<Dialect, VendorHeaders>> = {
  openai: OPENAI,
  responses: OPENAI,
  anthropic: {
    toUpstream: ['anthropic-version', 'anthropic-beta'],
    toCaller: /^(?:anthropic-|request-id$)/,
  },
  gemini: NONE,
  prompt: NONE,
};

/** Headers of an answer that clients of every dialect read: limits and when to try again. */
const TO_CALLER = new Set(['retry-after', 'retry-after-ms', 'x-should-retry']);
/** Those that are about the bytes of the answer, which go on only where the dialect is the same. */
const WITH_BYTES = new Set(['content-type', 'x-request-id']);

const MAX_LENGTH = 2048;

/** Texts that others chose hold anything and can be many; a header is short and plain. */
export function headerText(texts: readonly string[], separator = ', '): string {
  const text = texts.join(separator).replace(/[^\x20-\x7e]/g, '?');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 3)}...`;
}

export function apiHeaders(
  headers: HeaderFields,
  caller: Dialect,
  upstream: Dialect,
): Record<string, string> {
  const kept: Record<string, string> = {};
  const vendor = VENDORS[caller] === VENDORS[upstream] ? VENDORS[caller] : NONE;
  for (const name of [...TO_UPSTREAM, ...vendor.toUpstream]) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

export function answerHeaders(
  headers: HeaderFields,
  caller: Dialect,
  upstream: Dialect,
): Record<string, string> {
  const kept: Record<string, string> = {};
  const vendor = VENDORS[caller] === VENDORS[upstream] ? VENDORS[caller] : NONE;
  for (const name of Object.keys(headers)) {
    const passes =
      TO_CALLER.has(name) || vendor.toCaller.test(name) || (caller === upstream && WITH_BYTES.has(name));
    if (!passes) continue;
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}
