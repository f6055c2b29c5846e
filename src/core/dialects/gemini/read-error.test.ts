import { expect, test } from 'vitest';
import { readError } from './read-error.ts';

const QUOTA = (quotaId: string, quotaValue: string) => ({
  error: {
    code: 429,
    message: 'You exceeded your current quota, please check your plan and billing details.',
    status: 'RESOURCE_EXHAUSTED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
        violations: [
          {
            quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
            quotaId,
            quotaDimensions: { location: 'global', model: 'gemini-2.5-pro' },
            quotaValue,
          },
        ],
      },
      { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.074824224s' },
    ],
  },
});

test('a limit by the minute heals after the stated delay', () => {
  expect(
    readError(429, {}, QUOTA('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '5')),
  ).toMatchObject({
    type: 'RESOURCE_EXHAUSTED',
    retryAfterMs: 34_075,
    canHeal: true,
  });
});

test.each([
  ['GenerateRequestsPerDayPerProjectPerModel-FreeTier', '50'],
  ['GenerateContentInputTokensPerModelPerMinute-FreeTier', '0'],
])('%s of %s does not heal, whatever delay is stated', (quotaId, value) => {
  expect(readError(429, {}, QUOTA(quotaId, value)).canHeal).toBe(false);
});

test('errors may come in an array', () => {
  const body = [{ error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } }];
  expect(readError(400, {}, body)).toEqual({
    type: 'INVALID_ARGUMENT',
    message: 'API key not valid.',
    retryAfterMs: null,
    canHeal: false,
  });
});

test('without a body the status and the header are left', () => {
  expect(readError(503, { 'retry-after': '2' }, undefined)).toEqual({
    type: '503',
    message: 'Gemini answered 503.',
    retryAfterMs: 2000,
    canHeal: null,
  });
});
