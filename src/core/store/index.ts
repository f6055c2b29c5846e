export { lockDataDirectory } from './lock-data-directory.ts';
export { isModelCall } from './model-call.ts';
export { openDatabase, openForReading } from './open-database.ts';
export { openTelemetryDatabase, closeTelemetryDatabase } from './telemetry-database.ts';
export { Retention, type RetentionLimits } from './retention.ts';
export { SpanWriter, type CountedCall } from './span-writer.ts';
export { writeFailure } from './write-failure.ts';
export { TraceReader } from './queries/trace-reader.ts';
export type { ReadLog } from './logs/read-logs.ts';
export type { ReadSpan } from './queries/read-trace.ts';
export type { CallRow } from './queries/trace-calls.ts';
export { sqliteVersion } from './sqlite-version.ts';
export { TraceSelectionReader, type SelectedTrace } from './queries/export-traces.ts';
export {
  ExchangeReader,
  GuardedExchangeReader,
  medianLatencyMs,
  type RecordedExchange,
  type RecordedRun,
} from './verdicts/index.ts';
export { withQueryLimit } from './query-limit.ts';
