export { Backtests, type BacktestsOptions } from './backtests.ts';
