import type { LogRecord } from '../../store/logs/log-record.ts';
import type { ResourceRecord, ScopeRecord } from '../../store/span-record.ts';
import { MAX_TIME, ZERO_SPAN_ID, ZERO_TRACE_ID } from './decoded-groups.ts';

/** The outcome of decoding one ExportLogsServiceRequest. */
export interface DecodedLogs {
  logs: LogRecord[];
  /** Log records that were left out because their times cannot be stored. */
  rejected: number;
  /** What was rejected or kept without its ids, for OTLP's partial success; null when all is well. */
  message: string | null;
}

/** A log record in which every field has its protobuf default. Decoders fill it in place. */
export function emptyLog(resource: ResourceRecord, scope: ScopeRecord): LogRecord {
  return {
    traceId: null,
    spanId: null,
    timeUnixNano: 0n,
    observedUnixNano: 0n,
    severityNumber: 0,
    severityText: '',
    body: null,
    attributes: {},
    droppedAttributes: 0,
    flags: 0,
    eventName: '',
    resource,
    scope,
  };
}

/** A number outside 1 to 24 is none that OTLP defines, and becomes 0, "not said". The text stays as it was sent. */
export function severityNumber(value: number): number {
  return value >= 0 && value <= 24 ? value : 0;
}

/**
 * Collects the log records of one request. Unlike a span, a record says something without its ids: one whose ids are no
 * ids is kept without them, and the sender is told. Zeros are how some exporters write that there is no trace.
 */
export class LogCollector {
  readonly #logs: LogRecord[] = [];
  #rejected = 0;
  #withoutIds = 0;

  add(log: LogRecord): void {
    if (log.timeUnixNano > MAX_TIME || log.observedUnixNano > MAX_TIME) {
      this.#rejected += 1;
      return;
    }
    if (log.traceId === '' || log.spanId === '') this.#withoutIds += 1;
    if (log.traceId === '' || log.traceId === ZERO_TRACE_ID) log.traceId = null;
    if (log.spanId === '' || log.spanId === ZERO_SPAN_ID) log.spanId = null;
    this.#logs.push(log);
  }

  result(): DecodedLogs {
    return { logs: this.#logs, rejected: this.#rejected, message: this.#message() };
  }

  #message(): string | null {
    const all = this.#rejected + this.#logs.length;
    const said: string[] = [];
    if (this.#rejected > 0) {
      said.push(`${this.#rejected} of ${all} log records were rejected: their time is after the year 2262`);
    }
    if (this.#withoutIds > 0) {
      said.push(
        `${this.#withoutIds} of ${all} log records were kept without an id that is not 16 bytes (trace) or 8 bytes (span)`,
      );
    }
    return said.length === 0 ? null : said.join('; ');
  }
}
