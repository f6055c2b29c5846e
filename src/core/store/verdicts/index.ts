export { VerdictRetention } from './verdict-retention.ts';
export { VerdictTable } from './verdict-table.ts';
