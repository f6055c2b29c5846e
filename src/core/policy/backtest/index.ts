export type { ChosenTarget } from './alternative.ts';
export { Backtests } from './backtests.ts';
