import { expect, test } from 'vitest';
import { RuleLimits, type RuleLimit } from './rule-limits.ts';

const rule = (subject: string, requests = 2): RuleLimit => ({
  rule: 'r',
  subject,
  requests,
  period: 'minute',
});

test('lets a burst through, then one each interval; subjects are apart', () => {
  let now = 0;
  const limits = new RuleLimits(() => now);
  expect(limits.take([rule('a')])).toBeNull();
  expect(limits.take([rule('a')])).toBeNull();
  expect(limits.take([rule('a')])).toEqual({ limit: rule('a'), waitMs: 30_000 });
  expect(limits.take([rule('b')])).toBeNull();
  now = 30_000_000;
  expect(limits.take([rule('a')])).toBeNull();
});

test('takes from all or from none; a limit that was changed begins anew', () => {
  const limits = new RuleLimits(() => 0);
  expect(limits.take([rule('a', 1)])).toBeNull();
  expect(limits.take([rule('b', 1), rule('a', 1)])).toMatchObject({ limit: { subject: 'a' } });
  expect(limits.take([rule('b', 1)])).toBeNull();
  expect(limits.take([rule('a', 3)])).toBeNull();
});
