export { STORE_METRICS } from './store-metrics.ts';
export { openTelemetry } from './open-telemetry.ts';
export { TraceExports } from './export/trace-exports.ts';
