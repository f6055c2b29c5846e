import type { GuardName } from '../../shared/guard/index.ts';

/** The order in which guards run, and in which the first that blocks is named: cheap ones first. */
export const GUARD_ORDER: readonly GuardName[] = [
  'size',
  'region',
  'words',
  'pii',
  'secrets',
  'abuse',
  'guardrails_ai',
];
