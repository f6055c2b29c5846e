import type { Attributes, SpanRecord } from '../../../store/span-record.ts';

/** A span of which only the attributes matter. */
export function spanWith(attributes: Attributes): SpanRecord {
  return {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    parentSpanId: null,
    traceState: '',
    flags: 0,
    name: 'span',
    kind: 3,
    startUnixNano: 1n,
    endUnixNano: 2n,
    attributes,
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 0,
    statusMessage: '',
    resource: { attributes: {}, droppedAttributes: 0, schemaUrl: '' },
    scope: { name: '', version: '', attributes: {}, droppedAttributes: 0, schemaUrl: '' },
  };
}
