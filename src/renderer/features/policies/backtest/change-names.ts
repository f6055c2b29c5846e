import type { BacktestChange, BacktestOutcome } from '../../../../shared/backtest.ts';
import type { Tone } from '../../../ui/badge.tsx';

/** In what an exchange would go otherwise, in words. */
export const CHANGE_NAMES: Readonly<Record<BacktestChange, string>> = {
  blocked: 'blocked',
  unblocked: 'no longer blocked',
  model: 'another model',
  forbidden_models: 'other models forbidden',
  capped: 'answer capped',
  parameters: 'other parameters',
  redacted: 'redacted otherwise',
  flags: 'other flags',
  warnings: 'other warnings',
  guards: 'other guards',
  limits: 'other limits',
  review: 'picked for review',
  tags: 'other tags',
  json_check: 'checked as JSON',
  allow: 'allowed',
};

export const OUTCOME_TONES: Readonly<Record<BacktestOutcome, Tone>> = {
  pass: 'ok',
  allow: 'ok',
  flag: 'warning',
  modify: 'warning',
  block: 'error',
};
