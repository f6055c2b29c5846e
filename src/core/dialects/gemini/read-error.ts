import type { UpstreamDialect, UpstreamError } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { retryAfterMs } from '../retry-hints.ts';

/**
 * Reads google.rpc.Status as the Gemini API sends it: alone, or in an array where the answer would have been one.
 * Source: https://ai.google.dev/gemini-api/docs/troubleshooting and google/rpc/error_details.proto.
 */
export const readError: UpstreamDialect['readError'] = (status, headers, body): UpstreamError => {
  const error = record(record(Array.isArray(body) ? body[0] : body)?.error);
  const details = list(error?.details)
    .map(record)
    .filter((detail) => detail !== null);
  return {
    type: text(error?.status) ?? String(status),
    message: text(error?.message) ?? `Gemini answered ${status}.`,
    retryAfterMs: retryDelayMs(details) ?? retryAfterMs(headers),
    canHeal: canHeal(status, details),
  };
};

type Details = readonly Record<string, unknown>[];

function ofType(details: Details, name: string): Record<string, unknown> | undefined {
  return details.find((detail) => text(detail['@type'])?.endsWith(`google.rpc.${name}`) === true);
}

/** A protobuf Duration: `34s`, `34.074824224s`. */
function retryDelayMs(details: Details): number | null {
  const match = /^(\d+(?:\.\d+)?)s$/.exec(text(ofType(details, 'RetryInfo')?.retryDelay) ?? '');
  return match === null ? null : Math.ceil(Number(match[1]) * 1000);
}

/** A daily quota and one of zero are stated with a delay of seconds too, which does not help. */
function canHeal(status: number, details: Details): boolean | null {
  if (status !== 429) return status >= 400 && status < 500 && status !== 408 ? false : null;
  const violations = list(ofType(details, 'QuotaFailure')?.violations).map(record);
  if (violations.length === 0) return null;
  return !violations.some(
    (violation) => /PerDay/i.test(text(violation?.quotaId) ?? '') || String(violation?.quotaValue) === '0',
  );
}
