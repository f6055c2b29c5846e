export { ExchangeReader, type RecordedExchange } from './exchange-reader.ts';
export {
  readGuardFigures,
  readGuardHits,
  readGuardScores,
  type GuardScoresQuestion,
} from './guard-figures.ts';
export { GuardedExchangeReader, type RecordedRun } from './guarded-exchange-reader.ts';
export { medianLatencyMs } from './median-latency.ts';
export { readPolicyHits, type HitsQuestion } from './policy-hits.ts';
export { readShadow, type ShadowQuestion } from './policy-shadow.ts';
export { traceMarks } from './trace-marks.ts';
export { VerdictRetention } from './verdict-retention.ts';
export { VerdictTable } from './verdict-table.ts';
