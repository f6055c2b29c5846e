import { describe, expect, it } from 'vitest';
import { afterLoss, type ConnectionState } from './connection-store.ts';

describe('afterLoss', () => {
  it('says since when the data are old', () => {
    expect(afterLoss({ status: 'live' }, 'gone', 1_000)).toEqual({
      status: 'lost',
      since: 1_000,
      reason: 'gone',
    });
  });

  it('keeps the first time through failed attempts, and takes the newest reason', () => {
    const lost = afterLoss({ status: 'live' }, 'gone', 1_000);
    expect(afterLoss(lost, 'The engine stopped', 5_000)).toEqual({
      status: 'lost',
      since: 1_000,
      reason: 'The engine stopped',
    });
  });

  it('does not hide a refusal behind the loss that follows it', () => {
    const refused: ConnectionState = { status: 'unauthorised' };
    expect(afterLoss(refused, 'gone', 1_000)).toBe(refused);
  });
});
