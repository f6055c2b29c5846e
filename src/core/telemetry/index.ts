export { openTelemetry, type TelemetryOptions } from './open-telemetry.ts';
export type { IngestResult, IngestStats, OtlpEncoding, Telemetry, TraceQueries } from './telemetry.ts';
