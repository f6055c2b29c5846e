import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { problemOf } from './problem.ts';

describe('problemOf', () => {
  it('takes the engine at its word', () => {
    const problem = {
      code: 'PROVIDER_EXISTS',
      message: 'There is a provider named x already.',
      action: 'Remove it first.',
      retryable: false,
    };
    const error = new TRPCClientError('ignored', {
      result: { error: { message: 'ignored', code: -32603, data: { problem } } },
    });
    expect(problemOf(error)).toEqual(problem);
  });

  it('explains a call that the lost connection cut off', () => {
    expect(problemOf(new TRPCClientError('WebSocket closed'))).toMatchObject({
      code: 'CONNECTION_LOST',
      retryable: true,
    });
  });

  it('passes on what the console itself threw', () => {
    expect(problemOf(new Error('no such element')).message).toBe('no such element');
  });
});
