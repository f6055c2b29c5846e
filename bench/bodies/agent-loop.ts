import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toStoredSpan } from '../../src/core/telemetry/stored-span.ts';
import type { PriceCatalogue } from '../../src/core/cost/index.ts';
import type {
  Attributes,
  ResourceRecord,
  ScopeRecord,
  SpanRecord,
  StoredSpan,
} from '../../src/core/store/span-record.ts';

export const TURNS = 50;
const START = 1_795_176_000_000_000_000n;
const SECOND = 1_000_000_000n;

interface Message {
  role: string;
  parts: Record<string, unknown>[];
}

const WORDS =
  'the test fails because a row of this table is read before its transaction commits so I will look at where it is written and then change order function index query returns wrong value when list empty check caller first'.split(
    ' ',
  );

/** Files of this repository: what a coding agent reads. */
const FILES = filesBelow(new URL('../../src/core', import.meta.url).pathname).slice(0, 300);

const TOOLS = ['read_file', 'search', 'edit_file', 'run_tests', 'list_folder', 'fetch_page'].map((name) => ({
  type: 'function',
  name,
  description: `${name}: ${prose(7, 60)}`,
  parameters: {
    type: 'object',
    properties: {
      path: { type: 'string', description: prose(11, 25) },
      pattern: { type: 'string', description: prose(13, 25) },
      limit: { type: 'integer', minimum: 1, maximum: 500, description: prose(17, 20) },
    },
    required: ['path'],
  },
}));

const RESOURCE: ResourceRecord = {
  attributes: { 'service.name': 'coding-agent', 'host.name': 'worker-3', 'telemetry.sdk.language': 'python' },
  droppedAttributes: 0,
  schemaUrl: '',
};
const SCOPE: ScopeRecord = {
  name: 'agent',
  version: '2.1.0',
  attributes: {},
  droppedAttributes: 0,
  schemaUrl: '',
};

/**
 * A coding agent that works for fifty turns, number `loop` of many different ones: each turn is a model call that is
 * sent the whole history, and the call of a tool whose result joins it. As one trace of the agent's own spans, or as
 * the fifty traces that a gateway has of it, which sees model calls only.
 */
export function agentLoop(loop: number, as: 'trace' | 'exchanges', catalogue: PriceCatalogue): StoredSpan[] {
  const spans: SpanRecord[] = [];
  const traceId = hex(loop + 1, 32);
  const add = (span: Pick<SpanRecord, 'name' | 'attributes'> & Partial<SpanRecord>): void => {
    const startUnixNano = START + BigInt(loop) * 1000n * SECOND + BigInt(spans.length) * 4n * SECOND;
    spans.push({
      ...emptySpan(),
      traceId,
      spanId: hex(spans.length + 1, 16),
      startUnixNano,
      endUnixNano: startUnixNano + 3n * SECOND,
      ...span,
    });
  };
  if (as === 'trace')
    add({
      name: 'invoke_agent coder',
      attributes: { 'gen_ai.operation.name': 'invoke_agent' },
      parentSpanId: null,
    });
  const history: Message[] = [
    { role: 'system', parts: [{ type: 'text', content: prose(3, 450) }] },
    { role: 'user', parts: [{ type: 'text', content: prose(loop * 31 + 5, 90) }] },
  ];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const seed = loop * TURNS + turn;
    const { answer, result } = messagesOf(seed);
    const attributes = callAttributes(history, answer, seed);
    if (as === 'trace') add({ name: 'chat gpt-4o', kind: 3, attributes });
    else
      add({
        name: 'chat gpt-4o',
        kind: 2,
        attributes: { ...attributes, 'signalbox.route': 'code' },
        traceId: hex(seed + 100_000, 32),
        parentSpanId: null,
      });
    if (as === 'trace') add({ name: 'execute_tool', attributes: toolAttributes(answer, result) });
    history.push(answer, result);
  }
  return spans.map((span) => ({ ...toStoredSpan(span, catalogue), isExchange: as === 'exchanges' }));
}

/** An assistant's thought with its tool call, and the result: part of a file, 0.5 to 6 KB. */
function messagesOf(seed: number): { answer: Message; result: Message } {
  const file = FILES[(seed * 7919) % FILES.length];
  if (file === undefined) throw new Error('There are no files to read.');
  const tool = TOOLS[seed % TOOLS.length]?.name;
  const id = `call_${hex(seed + 1, 24)}`;
  const from = (seed * 131) % Math.max(1, file.text.length - 6000);
  const response = file.text.slice(from, from + 500 + ((seed * 733) % 5500));
  return {
    answer: {
      role: 'assistant',
      parts: [
        { type: 'text', content: prose(seed, 20 + (seed % 60)) },
        { type: 'tool_call', id, name: tool, arguments: { path: file.path, limit: 100 + (seed % 300) } },
      ],
    },
    result: { role: 'tool', parts: [{ type: 'tool_call_response', id, response }] },
  };
}

function callAttributes(history: readonly Message[], answer: Message, seed: number): Attributes {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': 'gpt-4o-2024-08-06',
    'gen_ai.response.id': `chatcmpl-${hex(seed, 24)}`,
    'gen_ai.response.finish_reasons': ['tool_calls'],
    'gen_ai.usage.input_tokens': 1200 + history.length * 600,
    'gen_ai.usage.output_tokens': 80 + (seed % 200),
    'gen_ai.conversation.id': `conversation-${Math.floor(seed / TURNS)}`,
    'gen_ai.input.messages': JSON.stringify(history),
    'gen_ai.output.messages': JSON.stringify([{ ...answer, finish_reason: 'tool_call' }]),
    'gen_ai.tool.definitions': JSON.stringify(TOOLS),
  };
}

function toolAttributes(answer: Message, result: Message): Attributes {
  const [, call] = answer.parts;
  return {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': String(call?.name),
    'gen_ai.tool.call.id': String(call?.id),
    'gen_ai.tool.call.arguments': JSON.stringify(call?.arguments),
    'gen_ai.tool.call.result': String(result.parts[0]?.response),
  };
}

function emptySpan(): SpanRecord {
  return {
    traceId: '',
    spanId: '',
    parentSpanId: hex(1, 16),
    traceState: '',
    flags: 0,
    name: '',
    kind: 1,
    startUnixNano: 0n,
    endUnixNano: 0n,
    attributes: {},
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 0,
    statusMessage: '',
    resource: RESOURCE,
    scope: SCOPE,
  };
}

/** Some words that follow from the seed. */
function prose(seed: number, words: number): string {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return Array.from({ length: words }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[Math.floor((state / 2 ** 32) * WORDS.length)];
  }).join(' ');
}

function hex(number: number, digits: number): string {
  const mixed = (BigInt(number) * 0x9e37_79b9_7f4a_7c15n) & 0xffff_ffff_ffff_ffffn;
  return mixed.toString(16).padStart(16, '0').repeat(2).slice(0, digits);
}

function filesBelow(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
    .filter(({ text }) => text.length > 500);
}
