import { severityOf, type LogRecord } from '../../shared/log-record.ts';
import type { ReadLog } from '../store/index.ts';
import type { Attributes, EventRecord } from '../store/span-record.ts';
import { toPlainAttributes, toPlainValue } from './otlp/index.ts';

/** A stored log record as others see it. */
export function toLogRecord(log: ReadLog): LogRecord {
  return {
    logId: log.logNo.toString(),
    traceId: log.traceId,
    spanId: log.spanId,
    timeUnixNano: log.timeUnixNano.toString(),
    observedTimeUnixNano: log.observedUnixNano.toString(),
    severity: severityOf(log.severityNumber),
    severityNumber: log.severityNumber,
    severityText: log.severityText,
    eventName: log.eventName,
    body: toPlainValue(log.body),
    attributes: toPlainAttributes(log.attributes),
    droppedAttributes: log.droppedAttributes,
    service: log.service,
    scope: { name: log.scope.name, version: log.scope.version },
  };
}

/**
 * Events that came as logs, as if they had come on their span: the conventions of GenAI allow both, with the content in
 * the body of the log where it is in the attributes of the event.
 */
export function toSpanEvent(log: ReadLog): EventRecord {
  return {
    timeUnixNano: log.timeUnixNano,
    name: log.eventName,
    attributes: { ...log.attributes, ...contentOf(log) },
    droppedAttributes: log.droppedAttributes,
  };
}

function contentOf({ body }: ReadLog): Attributes {
  if (body === null) return {};
  if (typeof body === 'object' && 'kvlistValue' in body) return body.kvlistValue;
  return { 'gen_ai.event.content': body };
}
