export type { ChosenTarget } from './alternative.ts';
export { Backtests, type BacktestsOptions } from './backtests.ts';
