import type {
  Attributes,
  ResourceRecord,
  ScopeRecord,
  SpanFactsRecord,
  StoredSpan,
} from '../../src/core/store/span-record.ts';
import type { Operation } from '../../src/shared/trace.ts';
import { NO_USAGE, type CostBreakdown } from '../../src/shared/usage.ts';

/* Traces of agents, tools and plain requests over seven days. Everything follows from a trace's number. */

export const SPANS_PER_TRACE = 10;
/** The seven days end at 2026-11-20T12:00Z, where bench/ingest's exports begin. */
export const END_MILLIS = 1_795_176_000_000;
export const DAYS = 7;
const DAY_NANOS = 86_400_000_000_000n;
const MILLI = 1_000_000n;

export const SERVICES = [
  'checkout',
  'planner',
  'support',
  'search',
  'billing',
  'inventory',
  'router',
  'mailer',
  'catalogue',
  'timetable',
  'signals',
  'depot',
];
export const MODELS: readonly { provider: string; model: string }[] = [
  { provider: 'openai', model: 'gpt-4o' },
  { provider: 'openai', model: 'gpt-4o-mini' },
  { provider: 'openai', model: 'gpt-5' },
  { provider: 'openai', model: 'gpt-5-mini' },
  { provider: 'anthropic', model: 'claude-sonnet-4-5' },
  { provider: 'anthropic', model: 'claude-haiku-4-5' },
  { provider: 'anthropic', model: 'claude-opus-4-1' },
  { provider: 'google', model: 'gemini-2.5-pro' },
  { provider: 'google', model: 'gemini-2.5-flash' },
  { provider: 'mistral', model: 'mistral-large-latest' },
];
const USERS = 5000;
const TRACES_PER_SESSION = 5;
const TOOLS = ['find_train', 'book_seat', 'read_timetable', 'query_stock', 'send_mail', 'open_ticket'];
const FAILURES = [
  'connection refused',
  'deadline exceeded',
  'rate limit reached',
  'signal lost between stations',
  'schema mismatch',
];

const NUMBER_OF_WORDS = 30_000;
const WORDS = Array.from({ length: NUMBER_OF_WORDS }, (_, rank) => wordOf(rank));

/** The word of a rank: the lower, the more often it is said (Zipf). */
export function wordOfRank(rank: number): string {
  return WORDS[rank % NUMBER_OF_WORDS] ?? '';
}

function wordOf(rank: number): string {
  let word = '';
  let rest = Math.imul(rank + 1, 0x9e3779b1) >>> 0;
  for (let syllable = 0; syllable < 2 + (rank % 3); syllable += 1) {
    word += 'bcdfghjklmnprstvz'.charAt(rest % 17) + 'aeiou'.charAt(Math.floor(rest / 17) % 5);
    rest = Math.floor(rest / 85);
  }
  return word + (rank > 3000 ? rank.toString(36) : '');
}

/** Numbers that follow from a seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const scope: ScopeRecord = {
  name: 'agents',
  version: '2.1.0',
  attributes: {},
  droppedAttributes: 0,
  schemaUrl: '',
};
const resources: ResourceRecord[] = SERVICES.flatMap((service) =>
  ['worker-1', 'worker-2'].map((host) => ({
    attributes: { 'service.name': service, 'host.name': host, 'deployment.environment.name': 'production' },
    droppedAttributes: 0,
    schemaUrl: '',
  })),
);

export function traceIdOf(trace: number): string {
  return `${scattered(trace * 2 + 1)}${scattered(trace * 2 + 2)}`;
}

export function userOf(number: number): string {
  return `user-${number % USERS}`;
}

export function sessionOf(trace: number): string {
  return `conversation-${Math.floor(trace / TRACES_PER_SESSION)}`;
}

export function orderOf(trace: number): string {
  return `order-${100_000 + trace * 7}`;
}

function scattered(number: number): string {
  return ((BigInt(number) * 0x9e3779b97f4a7c15n) & 0xffff_ffff_ffff_ffffn).toString(16).padStart(16, '0');
}

interface Trace {
  number: number;
  random: () => number;
  start: bigint;
  resource: ResourceRecord;
  sessionId: string | null;
  userId: string | null;
}

/** The spans of trace `number` of `traces` that share the seven days evenly. */
export function spansOf(number: number, traces: number): StoredSpan[] {
  const random = numbersFrom(number);
  const from = BigInt(END_MILLIS) * MILLI - BigInt(DAYS) * DAY_NANOS;
  const trace: Trace = {
    number,
    random,
    start: from + (BigInt(DAYS) * DAY_NANOS * BigInt(number)) / BigInt(traces),
    resource: resources[Math.floor(random() ** 2 * resources.length)] ?? resources[0]!,
    sessionId: random() < 0.6 ? sessionOf(number) : null,
    userId: random() < 0.7 ? userOf(Math.floor(random() * USERS)) : null,
  };
  const count = 2 + Math.floor(random() * (2 * SPANS_PER_TRACE - 3));
  const duration = 100 + Math.floor(20_000 * random() ** 4);
  const failed = random() < 0.03;
  return Array.from({ length: count }, (_, place) => spanOf(trace, place, { count, duration, failed }));
}

function spanOf(
  trace: Trace,
  place: number,
  about: { count: number; duration: number; failed: boolean },
): StoredSpan {
  const { random, number } = trace;
  const isCall = place % 4 === 1;
  const failed = about.failed && place === about.count - 1;
  const start =
    trace.start + (place === 0 ? 0n : BigInt(Math.floor(random() * about.duration * 0.5)) * MILLI);
  const length = place === 0 ? about.duration : Math.floor(about.duration * 0.5 * random());
  const kind = isCall ? callOf(trace) : stepOf(trace, place);
  return {
    span: {
      traceId: traceIdOf(number),
      spanId: scattered(number * 64 + place + 1),
      parentSpanId: place === 0 ? null : scattered(number * 64 + (isCall ? 0 : place - 1) + 1),
      traceState: '',
      flags: 0,
      name: kind.name,
      kind: isCall ? 3 : 1,
      startUnixNano: start,
      endUnixNano: start + BigInt(length) * MILLI,
      attributes: kind.attributes,
      droppedAttributes: 0,
      events: [],
      droppedEvents: 0,
      links: [],
      droppedLinks: 0,
      statusCode: failed ? 2 : 0,
      statusMessage: failed
        ? `${pick(FAILURES, random())} at ${wordOfRank(Math.floor(random() * 3000))}`
        : '',
      resource: trace.resource,
      scope,
    },
    facts: { ...kind.facts, sessionId: trace.sessionId, userId: trace.userId },
    cost: kind.cost,
  };
}

interface Kind {
  name: string;
  attributes: Attributes;
  facts: SpanFactsRecord;
  cost: CostBreakdown | null;
}

function callOf({ random, number }: Trace): Kind {
  const { provider, model } = pick(MODELS, random() ** 1.5);
  const input = 100 + Math.floor(6000 * random() ** 3);
  const output = 20 + Math.floor(800 * random() ** 2);
  const nanos = input * 2500 + output * 10_000;
  const message = (role: string, words: number) =>
    JSON.stringify([{ role, parts: [{ type: 'text', content: sentence(random, words) }] }]);
  return {
    name: `chat ${model}`,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': provider,
      'gen_ai.request.model': model,
      'gen_ai.response.id': `chatcmpl-${number}-${input}`,
      'gen_ai.usage.input_tokens': input,
      'gen_ai.usage.output_tokens': output,
      'gen_ai.input.messages': message('user', 30 + Math.floor(random() * 30)),
      'gen_ai.output.messages': message('assistant', 10 + Math.floor(random() * 30)),
      'server.address': `api.${provider}.com`,
    },
    facts: factsOf('chat', provider, model, input, output),
    cost: costOf(nanos, `${provider}/${model}`),
  };
}

function stepOf({ random, number }: Trace, place: number): Kind {
  const tool = pick(TOOLS, random());
  const status = random() < 0.02 ? 503 : 200;
  return {
    name:
      place === 0
        ? `run ${pick(TOOLS, random())} agent`
        : place % 4 === 2
          ? `execute_tool ${tool}`
          : `step ${tool} ${place}`,
    attributes: {
      'http.request.method': 'GET',
      'http.response.status_code': status,
      'url.full': `http://${pick(SERVICES, random())}.internal/${tool}/${Math.floor(random() * 1e6)}`,
      'server.port': 8080,
      'code.function.name': `steps.run_${place}`,
      'thread.name': `worker-${number % 16}`,
      ...(place === 0 ? { 'order.id': orderOf(number) } : {}),
    },
    facts: factsOf(null, null, null, null, null),
    cost: null,
  };
}

function factsOf(
  operation: Operation | null,
  provider: string | null,
  model: string | null,
  input: number | null,
  output: number | null,
): SpanFactsRecord {
  return {
    operation,
    provider,
    model,
    usage: { ...NO_USAGE, input, output },
    sessionId: null,
    userId: null,
    overheadMicros: null,
  };
}

function costOf(nanos: number, price: string): CostBreakdown {
  const total = nanos.toString();
  return {
    input: total,
    cacheRead: '0',
    cacheWrite: '0',
    output: '0',
    reasoning: '0',
    total,
    price,
    catalogueDate: '2026-11-01',
  };
}

function sentence(random: () => number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1)
    text += `${wordOfRank(Math.floor(NUMBER_OF_WORDS ** random()) - 1)} `;
  return text;
}

function pick<T>(values: readonly T[], share: number): T {
  const found = values[Math.floor(share * values.length)];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}
