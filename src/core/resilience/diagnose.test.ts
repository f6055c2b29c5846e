import { describe, expect, test } from 'vitest';
import { SignalboxError } from '../../shared/errors.ts';
import { diagnose } from './diagnose.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

function refusal(
  status: number,
  type: string,
  canHeal: boolean | null = null,
  headers: Record<string, string> = {},
): UpstreamRefusal {
  const error = { type, message: 'said so', retryAfterMs: null, canHeal };
  return new UpstreamRefusal({ status, headers, body: Buffer.from('{}'), error });
}

describe('an error answer', () => {
  test.each([
    // status, type, the dialect's own verdict, remedy, blames the target
    [400, 'invalid_request_error', null, 'none', false],
    [400, 'spend_limit_reached', false, 'elsewhere', false],
    [401, 'authentication_error', false, 'elsewhere', false],
    [402, 'billing_error', false, 'elsewhere', false],
    [403, 'permission_error', null, 'elsewhere', false],
    [404, 'not_found_error', null, 'elsewhere', false],
    [408, 'timeout', null, 'retry', false],
    [409, 'conflict_error', null, 'retry', false],
    [413, 'request_too_large', null, 'none', false],
    [422, 'invalid_request_error', null, 'none', false],
    [429, 'rate_limit_error', null, 'retry', false],
    [429, 'insufficient_quota', false, 'elsewhere', false],
    [429, 'enforced_spend_limit_reached', null, 'elsewhere', false],
    [429, 'RESOURCE_EXHAUSTED', false, 'elsewhere', false],
    [500, 'api_error', null, 'retry', true],
    [503, 'server_error', null, 'retry', true],
    [504, 'timeout_error', null, 'retry', true],
    [529, 'overloaded_error', null, 'retry', true],
    [200, 'overloaded_error', null, 'retry', true],
  ] as const)('%i %s (%s) calls for %s', (status, type, canHeal, remedy, blamesTarget) => {
    expect(diagnose(refusal(status, type, canHeal))).toMatchObject({ remedy, blamesTarget });
  });

  test.each([
    'You have reached your specified API usage limits.',
    'Your credit balance is too low to access the Anthropic API.',
  ])('money that is gone is told by its message: %s', (message) => {
    const error = {
      type: 'invalid_request_error',
      message,
      retryAfterMs: null,
      canHeal: null,
    };
    const limit = new UpstreamRefusal({ status: 400, headers: {}, body: null, error });
    expect(diagnose(limit).remedy).toBe('elsewhere');
  });

  test('x-should-retry overrides the status, but brings no money back', () => {
    expect(diagnose(refusal(400, 'x', null, { 'x-should-retry': 'true' })).remedy).toBe('retry');
    expect(diagnose(refusal(503, 'x', null, { 'x-should-retry': 'false' })).remedy).toBe('elsewhere');
    const spent = refusal(429, 'insufficient_quota', false, { 'x-should-retry': 'true' });
    expect(diagnose(spent).remedy).toBe('elsewhere');
  });
});

test.each([
  ['PROVIDER_UNREACHABLE', 'retry', true],
  ['PROVIDER_TIMEOUT', 'retry', true],
  ['PROVIDER_STREAM_CUT', 'retry', true],
  ['PROVIDER_ANSWER_MALFORMED', 'elsewhere', true],
  ['TARGET_OPEN', 'elsewhere', false],
  ['BODY_INVALID', 'none', false],
] as const)('%s calls for %s', (code, remedy, blamesTarget) => {
  expect(diagnose(new SignalboxError(code))).toMatchObject({ remedy, blamesTarget });
});

test('what is not known is not repeated', () => {
  expect(diagnose(new TypeError('a fault of ours'))).toMatchObject({ remedy: 'none', blamesTarget: false });
});
