export { decodeLogs } from './decode-logs.ts';
export { decodeTraces } from './decode-traces.ts';
export type { DecodedTraces } from './decoded-traces.ts';
export { encodeTracesJson } from './encode-json.ts';
export { encodeExportResponse, encodeStatus } from './encode-response.ts';
export { toPlainAttributes, toPlainValue } from './plain-attributes.ts';
