import { describe, expect, it } from 'vitest';
import { SignalboxError } from './errors.ts';

describe('the message of an error', () => {
  it.each(['the disk is full', 'the disk is full.'])(
    'ends with one full stop after the reason "%s"',
    (reason) => {
      const { message } = new SignalboxError('STORE_WRITE_FAILED', { reason });
      expect(message).toMatch(/: the disk is full\.$/);
    },
  );

  it('is the same after a journey through JSON', () => {
    const error = new SignalboxError('BODY_INVALID', { reason: 'model: it is missing' });
    expect(SignalboxError.fromJSON(error.toJSON()).message).toBe(error.message);
  });
});
