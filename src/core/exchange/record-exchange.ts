import type {
  Attributes,
  AttributeValue,
  EventRecord,
  SpanRecord,
  StoredSpan,
} from '../store/span-record.ts';
import { NO_USAGE } from '../../shared/usage.ts';
import type { Upstream } from '../providers/index.ts';
import { callStatus } from './call-status.ts';
import type { Attempt, Exchange } from './exchange.ts';
import { identityOf } from './identity.ts';
import { judgementAttributes, judgementEvents, verdictsOf } from './judgement-record.ts';
import {
  answerAttributes,
  contentAttributes,
  requestAttributes,
  usageAttributes,
} from './genai-attributes.ts';
import { gatewayResource, gatewayScope } from './resource.ts';

const KIND_SERVER = 2;
const KIND_CLIENT = 3;
const STATUS_UNSET = 0;
const STATUS_ERROR = 2;
/** OTLP span flags: bit 8 says that bit 9, "the parent is remote", is known. */
const PARENT_KNOWN = 0x100;
const PARENT_REMOTE = 0x200;

export interface RecordOptions {
  recordContent: boolean;
  version: string;
}

/** The spans of an exchange: its own, and one below it for each call to an upstream. */
export function exchangeSpans(exchange: Exchange, options: RecordOptions): StoredSpan[] {
  return [
    exchangeSpan(exchange, options),
    ...exchange.attempts.map((attempt) => attemptSpan(exchange, attempt, options)),
  ];
}

function exchangeSpan(exchange: Exchange, options: RecordOptions): StoredSpan {
  const { request, target, answer, cost, failure, trace } = exchange;
  // What was asked of the provider; the caller may have named it PROVIDER/MODEL.
  const model = target?.model ?? request?.model ?? null;
  const provider = target?.upstream.provider ?? null;
  const identity = identityOf(exchange);
  const { operation } = exchange.ingress;
  const remote = trace.parentSpanId === null ? 0 : PARENT_REMOTE;
  const span: SpanRecord = {
    ...baseSpan(exchange, options),
    spanId: trace.spanId,
    parentSpanId: trace.parentSpanId,
    flags: trace.flags | PARENT_KNOWN | remote,
    name: model === null ? operation : `${operation} ${model}`,
    kind: KIND_SERVER,
    startUnixNano: exchange.startedUnixNano,
    endUnixNano: exchange.unixNano(exchange.endedMs),
    attributes: present({
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': model,
      ...requestAttributes(request),
      ...answerAttributes(exchange),
      ...usageAttributes(answer.usage),
      ...(options.recordContent ? contentAttributes(exchange) : {}),
      'gen_ai.conversation.id': identity.session,
      'user.id': identity.user,
      ...serverAddress(target?.upstream),
      ...outcomeAttributes(exchange),
      ...signalboxAttributes(exchange, model),
      ...judgementAttributes(exchange.judgement),
    }),
    events: [...judgementEvents(exchange), ...decisionEvents(exchange)],
    statusCode: failure === null ? STATUS_UNSET : STATUS_ERROR,
    statusMessage: failure?.message ?? '',
  };
  const facts = {
    operation,
    provider,
    model: answer.model ?? model,
    usage: answer.usage,
    sessionId: identity.session,
    userId: identity.user,
    overheadMicros: exchange.overheadMicros,
  };
  // Whose costs are not tracked is not in the cost log either.
  const verdicts = verdictsOf(exchange);
  return {
    span,
    facts,
    cost,
    isExchange: !exchange.stagesOff.includes('account'),
    ...(verdicts === null ? {} : { verdicts }),
  };
}

/** Usage stays on the exchange's span alone, so that nothing is counted twice. */
function attemptSpan(exchange: Exchange, attempt: Attempt, options: RecordOptions): StoredSpan {
  const span: SpanRecord = {
    ...baseSpan(exchange, options),
    spanId: attempt.spanId,
    parentSpanId: exchange.trace.spanId,
    flags: exchange.trace.flags | PARENT_KNOWN,
    name: `POST ${attempt.upstream.provider}`,
    kind: KIND_CLIENT,
    startUnixNano: exchange.unixNano(attempt.startedMs),
    endUnixNano: exchange.unixNano(attempt.endedMs),
    attributes: present({
      'http.request.method': 'POST',
      'url.full': `${attempt.upstream.url}${attempt.path}`,
      ...serverAddress(attempt.upstream),
      'http.response.status_code': attempt.status,
      'http.request.resend_count': attempt.number === 1 ? null : attempt.number - 1,
      'signalbox.attempt.reason': attempt.reason,
      'signalbox.attempt.waited_ms': attempt.waitedMs === 0 ? null : Math.round(attempt.waitedMs),
      'http.request.body.size': attempt.sentBytes,
      'http.response.body.size': attempt.receivedBytes,
      'error.type': attempt.failure?.type ?? null,
      'signalbox.simulated': attempt.upstream.simulated,
      'signalbox.upstream.first_byte_micros':
        attempt.firstByteMs === null ? null : micros(attempt.firstByteMs - attempt.startedMs),
    }),
    events: [],
    statusCode: attempt.failure === null ? STATUS_UNSET : STATUS_ERROR,
    statusMessage: attempt.failure?.message ?? '',
  };
  const facts = {
    operation: null,
    provider: null,
    model: null,
    usage: NO_USAGE,
    sessionId: null,
    userId: null,
    overheadMicros: null,
  };
  return { span, facts, cost: null };
}

function baseSpan(exchange: Exchange, { version }: RecordOptions) {
  return {
    traceId: exchange.trace.traceId,
    traceState: exchange.trace.traceState,
    droppedAttributes: 0,
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    resource: gatewayResource(exchange.header('x-signalbox-service')),
    scope: gatewayScope(version),
  };
}

function outcomeAttributes({ input, reply, failure, requestId }: Exchange): Record<string, AttributeValue> {
  return {
    'http.request.method': 'POST',
    'url.path': input.path,
    'http.response.status_code': reply.status,
    'error.type': failure?.type ?? null,
    'signalbox.request_id': requestId,
  };
}

function signalboxAttributes(exchange: Exchange, model: string | null): Record<string, AttributeValue> {
  const { target, cost, request, caller } = exchange;
  const named = request?.model ?? null;
  return {
    'signalbox.exchange': true,
    'signalbox.call.status': callStatus(exchange),
    'signalbox.stages_off': exchange.stagesOff.length === 0 ? null : exchange.stagesOff,
    'signalbox.org': caller.org,
    'signalbox.workspace': caller.workspace,
    'signalbox.user': caller.user,
    'signalbox.key': caller.keyId,
    'gen_ai.agent.name': identityOf(exchange).agent,
    'signalbox.route': exchange.plan?.route ?? null,
    'signalbox.request.model': named === model ? null : named,
    'signalbox.simulated': target?.upstream.simulated ?? null,
    'signalbox.overhead_micros': exchange.overheadMicros,
    'signalbox.price': cost?.price ?? null,
    'signalbox.cost.total_nanos': cost === null ? null : nanos(cost.total),
    'signalbox.usage.estimated': exchange.usageEstimated ? true : null,
    'signalbox.dialect': exchange.ingress.dialect,
    'signalbox.dropped_fields': exchange.dropped.length === 0 ? null : [...exchange.dropped],
  };
}

function decisionEvents(exchange: Exchange): EventRecord[] {
  return exchange.decisions.map(({ stage, outcome, reason, micros: cost, atMs }) => ({
    name: 'signalbox.decision',
    timeUnixNano: exchange.unixNano(atMs),
    attributes: {
      'signalbox.stage': stage,
      'signalbox.outcome': outcome,
      'signalbox.reason': reason,
      'signalbox.micros': cost,
    },
    droppedAttributes: 0,
  }));
}

function serverAddress(upstream: Upstream | undefined): Record<string, AttributeValue> {
  const address = upstream?.address ?? null;
  return address === null ? {} : { 'server.address': address.host, 'server.port': address.port };
}

/** Exact whatever its size: OTLP integers beyond 2^53 are tagged. */
function nanos(total: string): AttributeValue {
  const value = Number(total);
  return Number.isSafeInteger(value) ? value : { intValue: total };
}

function micros(ms: number): number {
  return Math.round(ms * 1000);
}

/** Without what is not known. */
function present(values: Record<string, AttributeValue>): Attributes {
  const kept: Attributes = {};
  for (const key in values) {
    const value = values[key];
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept;
}
