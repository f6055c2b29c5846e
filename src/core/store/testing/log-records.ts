import type { LogRecord } from '../logs/log-record.ts';
import { NOON, resourceOf, SCOPE, spanIdOf, traceIdOf } from './stored-spans.ts';

const RESOURCE = resourceOf('shop');

/** A log of span 1 of trace 1 at noon, with what the test says instead. */
export function logRecord(wish: Partial<LogRecord> = {}): LogRecord {
  return {
    traceId: traceIdOf(1),
    spanId: spanIdOf(1),
    timeUnixNano: NOON,
    observedUnixNano: 0n,
    severityNumber: 9,
    severityText: 'INFO',
    body: 'said',
    attributes: {},
    droppedAttributes: 0,
    flags: 0,
    eventName: '',
    resource: RESOURCE,
    scope: SCOPE,
    ...wish,
  };
}
