export { decodeLogs } from './decode-logs.ts';
export { decodeMetrics } from './decode-metrics.ts';
export {
  NO_RECORDED_VALUE,
  TEMPORALITY_DELTA,
  type DecodedMetrics,
  type ExemplarRecord,
  type ExponentialPoint,
  type HistogramPoint,
  type MetricRecord,
  type NumberPoint,
  type SummaryPoint,
} from './decoded-metrics.ts';
export { decodeTraces } from './decode-traces.ts';
export type { DecodedTraces } from './decoded-traces.ts';
export { encodeTracesJson } from './encode-json.ts';
export { encodeExportResponse, encodeStatus } from './encode-response.ts';
export { toPlainAttributes, toPlainValue } from './plain-attributes.ts';
