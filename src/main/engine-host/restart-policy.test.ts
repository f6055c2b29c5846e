import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

const MINUTE = 60_000;

describe('the restart policy', () => {
  it('restarts twice with growing delays and gives up at the third crash in five minutes', () => {
    const policy = new RestartPolicy();
    expect(policy.afterCrash(0)).toEqual({ restart: true, attempt: 1, delayMs: 250 });
    expect(policy.afterCrash(2 * MINUTE)).toEqual({ restart: true, attempt: 2, delayMs: 1000 });
    expect(policy.afterCrash(5 * MINUTE - 1)).toEqual({ restart: false });
  });

  it('forgets crashes after five minutes, and all of them when told to', () => {
    const policy = new RestartPolicy();
    policy.afterCrash(0);
    policy.afterCrash(MINUTE);
    expect(policy.afterCrash(5 * MINUTE)).toMatchObject({ attempt: 2 });
    policy.forget();
    expect(policy.afterCrash(5 * MINUTE + 1)).toMatchObject({ attempt: 1 });
  });

  it('never gives up on crashes that are far apart', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2.5 * MINUTE, max: 100 * MINUTE })), (pauses) => {
        const policy = new RestartPolicy();
        let now = 0;
        return pauses.every((pause) => policy.afterCrash((now += pause)).restart);
      }),
    );
  });
});
