import { SignalboxError } from '../../shared/errors.ts';
import type { Message } from '../../shared/conversation.ts';
import type { LoadTemplate } from '../../shared/load/index.ts';
import type { SpanDetail } from '../../shared/span-detail.ts';
import type { Trace } from '../../shared/trace.ts';
import type { TraceQueries } from '../telemetry/telemetry.ts';
import { openaiRequest, type PreparedRequest, type PreparedTemplate } from './prepared-request.ts';

export type RecordedTemplate = Extract<LoadTemplate, { kind: 'recorded' }>;

const PAGE = 100;
/** Traces that are looked at for one that is found. */
const LOOKS_PER_REQUEST = 5;

/**
 * The messages of recorded exchanges as requests, the newest first: in OpenAI's dialect, which the gateway translates for
 * whoever answers. Exchanges without recorded messages are passed over.
 * @throws SignalboxError LOAD_NOTHING_RECORDED, FILTER_INVALID
 */
export async function recordedRequests(
  template: RecordedTemplate,
  queries: Pick<TraceQueries, 'list' | 'traceJson' | 'span'>,
): Promise<PreparedTemplate> {
  const { filter, from, to, limit } = template;
  const requests: PreparedRequest[] = [];
  let cursor: string | null = null;
  for (let looked = 0; looked < limit * LOOKS_PER_REQUEST && requests.length < limit;) {
    const page = await queries.list({
      filter: {
        callsOnly: true,
        ...(filter === '' ? {} : { q: filter }),
        ...(from === null ? {} : { from }),
        ...(to === null ? {} : { to }),
      },
      limit: PAGE,
      cursor,
    });
    for (const { traceId } of page.traces) {
      if (requests.length >= limit) break;
      requests.push(...(await requestsOf(traceId, template, queries)));
    }
    looked += page.traces.length;
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  if (requests.length === 0)
    throw new SignalboxError('LOAD_NOTHING_RECORDED', { filter: filter === '' ? '(no filter)' : filter });
  return { name: template.name, weight: template.weight, requests: requests.slice(0, limit) };
}

async function requestsOf(
  traceId: string,
  template: RecordedTemplate,
  queries: Pick<TraceQueries, 'traceJson' | 'span'>,
): Promise<PreparedRequest[]> {
  const json = await queries.traceJson(traceId);
  if (json === null) return [];
  const { spans } = JSON.parse(json) as Trace;
  const calls = spans.filter(({ facts }) => facts.operation === 'chat' && facts.model !== null);
  const details = await Promise.all(calls.map(({ spanId }) => queries.span({ traceId, spanId })));
  return details.flatMap((detail) => (detail === null ? [] : requestOf(detail, template)));
}

function requestOf({ span, conversation }: SpanDetail, template: RecordedTemplate): PreparedRequest[] {
  const messages = (conversation?.input ?? []).flatMap(toChatMessages);
  const model = template.model ?? askedModel(span.attributes, span.facts.model);
  if (messages.length === 0 || model === null) return [];
  return [openaiRequest({ model, messages, maxTokens: template.maxTokens, stream: template.stream })];
}

/** The name that the caller gave, which may be that of a route. */
function askedModel(attributes: SpanDetail['span']['attributes'], answered: string | null): string | null {
  const asked = attributes['signalbox.request.model'] ?? attributes['gen_ai.request.model'];
  return typeof asked === 'string' ? asked : answered;
}

/** Pictures and files are not sent again: they are not all recorded. */
function toChatMessages({ role, parts }: Message): object[] {
  const results = parts.flatMap((part) =>
    part.type === 'tool_result'
      ? [{ role: 'tool', tool_call_id: part.id ?? 'call', content: asText(part.result) }]
      : [],
  );
  if (results.length > 0) return results;
  const content = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const calls = parts.flatMap((part) =>
    part.type === 'tool_call'
      ? [
          {
            id: part.id ?? 'call',
            type: 'function',
            function: { name: part.name, arguments: asText(part.arguments) },
          },
        ]
      : [],
  );
  if (content === '' && calls.length === 0) return [];
  return [{ role, content: content === '' ? null : content, ...(calls.length > 0 && { tool_calls: calls }) }];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
