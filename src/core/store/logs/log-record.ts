import type { Attributes, AttributeValue, ResourceRecord, ScopeRecord } from '../span-record.ts';

/** One log record as it arrived: ids in lower-case hex, times in nanoseconds since 1970, 0 where none was said. */
export interface LogRecord {
  /** Null when it belongs to no trace, or named one by an id that is none. */
  traceId: string | null;
  spanId: string | null;
  timeUnixNano: bigint;
  observedUnixNano: bigint;
  /** OTLP's number, 1 (trace) to 24 (fatal); 0 when it was not said. */
  severityNumber: number;
  severityText: string;
  body: AttributeValue;
  attributes: Attributes;
  droppedAttributes: number;
  flags: number;
  eventName: string;
  /** Shared by identity among the records of one export, so that it is interned once. */
  resource: ResourceRecord;
  scope: ScopeRecord;
}
