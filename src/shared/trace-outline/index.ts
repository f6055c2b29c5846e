export { ascendingOrder } from './ascending-order.ts';
export { decodeOutline, viewOutline } from './decode-outline.ts';
export { encodeOutline } from './encode-outline.ts';
export {
  EARLIEST_RIGHT_MICROS,
  LATEST_RIGHT_MICROS,
  outlineBounds,
  type TimeBounds,
} from './outline-bounds.ts';
export { SpanIdTable } from './span-id-table.ts';
export { formatSpanId, parseSpanId } from './span-id.ts';
export { StringTable } from './string-table.ts';
export {
  MISSING_PARENT,
  NO_PARENT,
  OUTLINE_MEDIA_TYPE,
  outlinePath,
  UNKNOWN_COST,
  type OutlineColumns,
  type TraceOutline,
} from './trace-outline.ts';
