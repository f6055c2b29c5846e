import { expect, test } from 'vitest';
import { SpendToday } from './spend-today.ts';

const MIDNIGHT = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;

test('adds up by name until midnight', () => {
  let now = MIDNIGHT + 23 * HOUR;
  const spend = new SpendToday(() => now);
  spend.seed(now, 'org', 'acme', 5n);
  spend.add({ org: 'acme', workspace: 'dev', user: null }, 7n);
  spend.add({ org: 'acme', workspace: 'prod', user: 'ann' }, 1n);
  expect(spend.of({ org: 'acme', workspace: 'dev', user: null })).toEqual({
    org: 13n,
    workspace: 7n,
    user: 7n,
  });
  expect(spend.of({ org: 'other', workspace: null, user: 'ann' })).toEqual({
    org: 0n,
    workspace: 0n,
    user: 1n,
  });
  now += HOUR;
  expect(spend.of({ org: 'acme', workspace: 'dev', user: 'ann' })).toEqual({
    org: 0n,
    workspace: 0n,
    user: 0n,
  });
  spend.seed(MIDNIGHT + 22 * HOUR, 'org', 'acme', 5n);
  expect(spend.of({ org: 'acme', workspace: null, user: null }).org).toBe(0n);
});

test('keeps a bounded number of names, those seen last', () => {
  const spend = new SpendToday(() => MIDNIGHT);
  for (let user = 0; user < 10_001; user++) spend.add({ org: 'acme', workspace: null, user: `u${user}` }, 1n);
  expect(spend.of({ org: 'acme', workspace: null, user: 'u0' })).toMatchObject({ org: 10_001n, user: 0n });
  expect(spend.of({ org: 'acme', workspace: null, user: 'u10000' }).user).toBe(1n);
});
