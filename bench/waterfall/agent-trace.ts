import type { ResourceRecord, ScopeRecord, StoredSpan } from '../../src/core/store/span-record.ts';
import { NO_USAGE } from '../../src/shared/usage.ts';

/* A trace as a fleet of agents makes it: deep where agents call agents, wide where they call tools. */

const SERVICES = [
  'planner',
  'researcher',
  'coder',
  'gateway',
  'vector-store',
  'postgres',
  'browser',
  'billing',
];
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4-5', 'text-embedding-3-small'];
const TOOLS = ['search_web', 'read_file', 'run_tests', 'fetch_page', 'list_orders', 'write_file'];
const QUERIES = ['SELECT orders', 'SELECT users', 'INSERT events', 'UPDATE carts'];
const SCOPE: ScopeRecord = {
  name: 'bench',
  version: '1.0.0',
  attributes: {},
  droppedAttributes: 0,
  schemaUrl: '',
};
const RESOURCES = SERVICES.map((service): ResourceRecord => ({
  attributes: { 'service.name': service, 'host.name': `${service}-7f9c` },
  droppedAttributes: 0,
  schemaUrl: '',
}));
/** Of the size that prompts and HTTP attributes commonly have. */
const TEXT = 'The order was placed on Monday and has not left the warehouse yet. '.repeat(4);

export function traceIdOf(spanCount: number): string {
  return spanCount.toString(16).padStart(32, 'a');
}

/**
 * The spans of one trace in the order in which an exporter sends them. The same count gives the same trace.
 *
 * @param origin when it starts, in nanoseconds since 1970
 */
export function* agentTrace(spanCount: number, origin: bigint): Generator<StoredSpan> {
  const traceId = traceIdOf(spanCount);
  const random = randomOf(spanCount);
  /** The spans that may have children now: a path from the root. */
  const path: string[] = [];
  const wholeMicros = spanCount * 200;
  let clock = 0;
  for (let number = 0; number < spanCount; number++) {
    while (path.length > 1 && (path.length > 14 || random() < 0.22)) path.pop();
    const parent = path.at(-1);
    const spanId = idOf(number, random);
    clock += random() * 380;
    const kind = number === 0 ? 'agent' : kindOf(random());
    const length = number === 0 ? wholeMicros : lengthOf(kind, random());
    yield spanOf({
      traceId,
      spanId,
      parentSpanId: parent ?? null,
      kind,
      start: origin + nanosOf(clock),
      length,
      random,
    });
    if (kind === 'agent' || kind === 'step') path.push(spanId);
  }
}

type Kind = 'agent' | 'step' | 'chat' | 'tool' | 'query' | 'http';

function kindOf(dice: number): Kind {
  if (dice < 0.06) return 'agent';
  if (dice < 0.22) return 'step';
  if (dice < 0.3) return 'chat';
  if (dice < 0.5) return 'tool';
  return dice < 0.75 ? 'query' : 'http';
}

function lengthOf(kind: Kind, dice: number): number {
  const most = { agent: 400_000, step: 90_000, chat: 60_000, tool: 20_000, query: 2_000, http: 8_000 }[kind];
  return most * (0.05 + dice * dice);
}

interface Wish {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  kind: Kind;
  start: bigint;
  length: number;
  random: () => number;
}

function spanOf({ traceId, spanId, parentSpanId, kind, start, length, random }: Wish): StoredSpan {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const isCall = kind === 'chat';
  const model = isCall ? pick(MODELS) : null;
  const name = {
    agent: 'invoke_agent',
    step: 'plan step',
    chat: `chat ${model}`,
    tool: `execute_tool ${pick(TOOLS)}`,
    query: pick(QUERIES),
    http: 'GET /v1/orders/{id}',
  }[kind];
  const operation = ({ agent: 'invoke_agent', chat: 'chat', tool: 'execute_tool' } as const)[
    kind as 'agent' | 'chat' | 'tool'
  ];
  return {
    span: {
      traceId,
      spanId,
      parentSpanId,
      traceState: '',
      flags: 1,
      name,
      kind: kind === 'query' || kind === 'http' ? 3 : 1,
      startUnixNano: start,
      endUnixNano: start + nanosOf(length),
      attributes: { 'app.step': Math.floor(random() * 40), 'app.note': TEXT.slice(0, 120 + random() * 140) },
      droppedAttributes: 0,
      events: [],
      droppedEvents: 0,
      links: [],
      droppedLinks: 0,
      statusCode: random() < 0.004 ? 2 : 0,
      statusMessage: '',
      resource: pick(RESOURCES),
      scope: SCOPE,
    },
    facts: {
      operation: operation ?? null,
      provider: isCall ? 'openai' : null,
      model,
      usage: isCall
        ? { ...NO_USAGE, input: Math.floor(random() * 8_000), output: Math.floor(random() * 900) }
        : NO_USAGE,
      sessionId: null,
      userId: null,
      overheadMicros: null,
    },
    cost: isCall ? costOf(Math.floor(random() * 20_000_000)) : null,
  };
}

function nanosOf(micros: number): bigint {
  return BigInt(Math.round(micros * 1000));
}

function costOf(nanos: number) {
  const total = nanos.toString();
  return {
    input: total,
    cacheRead: '0',
    cacheWrite: '0',
    output: '0',
    reasoning: '0',
    total,
    price: 'openai/gpt-4o',
    catalogueDate: '2026-11-01',
  };
}

/** Unique by its lower half, spread like random ids by its upper half. */
function idOf(number: number, random: () => number): string {
  const upper = Math.floor(random() * 2 ** 32);
  return (upper.toString(16).padStart(8, '0') + (number + 1).toString(16).padStart(8, '0')).slice(-16);
}

/** Mulberry32: the same numbers on every machine. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
