import { SPAN_KINDS, SPAN_STATUSES, type Span } from '../../shared/trace.ts';
import type { ReadSpan } from '../store/index.ts';
import { readUsageDetails } from './conventions/index.ts';
import { toPlainAttributes } from './otlp/index.ts';

/** A stored span as others see it. */
export function toSpan({ span, facts, cost, service }: ReadSpan): Span {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    name: span.name,
    kind: SPAN_KINDS[span.kind] ?? 'unspecified',
    service,
    startTimeUnixNano: span.startUnixNano.toString(),
    endTimeUnixNano: span.endUnixNano.toString(),
    status: SPAN_STATUSES[span.statusCode] ?? 'unset',
    statusMessage: span.statusMessage,
    attributes: toPlainAttributes(span.attributes),
    events: span.events.map((event) => ({
      name: event.name,
      timeUnixNano: event.timeUnixNano.toString(),
      attributes: toPlainAttributes(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      attributes: toPlainAttributes(link.attributes),
    })),
    resource: toPlainAttributes(span.resource.attributes),
    scope: { name: span.scope.name, version: span.scope.version },
    droppedAttributes: span.droppedAttributes,
    droppedEvents: span.droppedEvents,
    droppedLinks: span.droppedLinks,
    facts: {
      operation: facts.operation,
      provider: facts.provider,
      model: facts.model,
      usage:
        facts.operation === null ? facts.usage : { ...facts.usage, ...readUsageDetails(span.attributes) },
      costNanos: cost?.total ?? null,
      sessionId: facts.sessionId,
      userId: facts.userId,
    },
    cost,
  };
}
