import type { Conversation } from '../../shared/conversation.ts';
import { severityOf, type LogRecord } from '../../shared/log-record.ts';
import type { ReadLog, ReadSpan, TraceReader } from '../store/index.ts';
import type { Attributes, EventRecord } from '../store/span-record.ts';
import { readConversation } from './conventions/index.ts';
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

/** The messages that a span recorded; where it has none itself, those in the events of GenAI that came as its logs. */
export function conversationOf(
  reader: Pick<TraceReader, 'spanEvents'>,
  { span }: Pick<ReadSpan, 'span'>,
): Conversation | null {
  const { traceId, spanId, attributes, events } = span;
  const own = readConversation(attributes, events);
  if (own !== null) return own;
  const logged = reader.spanEvents(traceId, spanId, 'gen_ai.');
  return logged.length === 0 ? null : readConversation(attributes, logged.map(toSpanEvent));
}

/**
 * An event that came as a log, as if it had come on its span: the conventions of GenAI allow both, with the content in
 * the body of the log where it is in the attributes of the event.
 */
function toSpanEvent(log: ReadLog): EventRecord {
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
