import { describe, expect, it } from 'vitest';
import { NO_USAGE, TOKEN_KINDS, type TokenUsage } from '../../../shared/usage.ts';
import type { Attributes, SpanFactsRecord } from '../../store/span-record.ts';
import { FACT_SOURCES, type FactField } from './fact-sources.ts';
import { readFacts, readPriceHint } from './index.ts';
import { OPERATION_VALUES } from './operation-names.ts';
import { canonicalProvider, PROVIDER_SPELLINGS } from './provider-names.ts';
import { spanWith } from './testing/span-with.ts';

const facts = (attributes: Attributes): SpanFactsRecord => readFacts(spanWith(attributes));
const CHAT: Attributes = { 'gen_ai.operation.name': 'chat' };
const keysOf = (field: FactField): string[] => FACT_SOURCES[field].map((source) => source.key);

describe('each row of the table of facts', () => {
  it.each(['provider', 'model', 'sessionId', 'userId'] as const)('%s', (field) => {
    for (const key of keysOf(field)) expect(facts({ [key]: 'some' })).toMatchObject({ [field]: 'some' });
  });

  it.each(TOKEN_KINDS)('usage.%s', (kind) => {
    for (const key of keysOf(`usage.${kind}`)) {
      expect(facts({ ...CHAT, [key]: 42 }).usage).toEqual({ ...NO_USAGE, [kind]: 42 });
      expect(facts({ ...CHAT, [key]: 0 }).usage).toEqual({ ...NO_USAGE, [kind]: 0 });
    }
  });

  it('usage.total gives the one of input and output that is missing', () => {
    for (const key of keysOf('usage.total')) {
      expect(facts({ ...CHAT, 'gen_ai.usage.output_tokens': 2, [key]: 44 }).usage).toMatchObject({
        input: 42,
      });
      expect(facts({ ...CHAT, 'gen_ai.usage.input_tokens': 2, [key]: 44 }).usage).toMatchObject({
        output: 42,
      });
      expect(facts({ ...CHAT, [key]: 44 }).usage).toEqual(NO_USAGE);
      expect(facts({ 'gen_ai.operation.name': 'embeddings', [key]: 44 }).usage.input).toBe(44);
    }
  });

  it.each(
    Object.entries(OPERATION_VALUES).flatMap(([key, values]) =>
      Object.entries(values).map(([value, operation]) => ({ key, value, operation })),
    ),
  )('operation: $key = $value is $operation', ({ key, value, operation }) => {
    expect(facts({ [key]: value }).operation).toBe(operation);
  });

  it('operation: each key has its values', () => {
    expect(keysOf('operation').sort()).toEqual(Object.keys(OPERATION_VALUES).sort());
  });

  it('operation: an LLM span with a plain prompt is a text completion', () => {
    for (const key of keysOf('completionHint')) {
      expect(facts({ 'openinference.span.kind': 'LLM', [key]: 'Once' }).operation).toBe('text_completion');
    }
  });

  it('overheadMicros', () => {
    expect(facts({ 'signalbox.overhead_micros': 812 }).overheadMicros).toBe(812);
    expect(facts({ 'signalbox.overhead_micros': 81.6 }).overheadMicros).toBe(82);
    expect(facts({ 'signalbox.overhead_micros': { doubleValue: 81 } }).overheadMicros).toBe(81);
    expect(facts({ 'signalbox.overhead_micros': 'fast' }).overheadMicros).toBeNull();
  });

  it('no key stands in two lists', () => {
    const keys = Object.values(FACT_SOURCES).flatMap((sources) => sources.map((source) => source.key));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('facts', () => {
  it('of a span without any are nothing', () => {
    expect(facts({ 'http.request.method': 'GET' })).toEqual({
      operation: null,
      provider: null,
      model: null,
      usage: NO_USAGE,
      sessionId: null,
      userId: null,
      overheadMicros: null,
    });
  });

  it('take the first key of a list, whatever the order of the attributes', () => {
    const both = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.response.model': 'gpt-4o-2024-08-06' };
    expect(facts(both).model).toBe('gpt-4o-2024-08-06');
    expect(facts(Object.fromEntries(Object.entries(both).reverse())).model).toBe('gpt-4o-2024-08-06');
  });

  it('pass over values that cannot be used', () => {
    expect(
      facts({
        ...CHAT,
        'gen_ai.provider.name': '_OTHER',
        'gen_ai.system': 'openai',
        'gen_ai.response.model': '',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.usage.input_tokens': -1,
        'gen_ai.usage.prompt_tokens': '12',
        'gen_ai.usage.output_tokens': { doubleValue: 3 },
        'user.id': 7,
      }),
    ).toMatchObject({
      provider: 'openai',
      model: 'gpt-4o',
      usage: { input: 12, output: 3 },
      userId: '7',
    });
  });

  it('never replace a stated zero', () => {
    const usage = facts({
      ...CHAT,
      'gen_ai.usage.input_tokens': 0,
      'gen_ai.usage.prompt_tokens': 9,
      'gen_ai.usage.output_tokens': 0,
      'llm.usage.total_tokens': 9,
    }).usage;
    expect(usage).toMatchObject({ input: 0, output: 0 });
  });

  it('infer a chat where only a model and its provider or tokens are given', () => {
    expect(facts({ 'gen_ai.system': 'openai', 'gen_ai.request.model': 'gpt-4o' }).operation).toBe('chat');
    expect(facts({ 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.input_tokens': 1 }).operation).toBe(
      'chat',
    );
    expect(facts({ 'gen_ai.request.model': 'gpt-4o' }).operation).toBeNull();
    const unknown = {
      'gen_ai.operation.name': 'dream',
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'm',
    };
    expect(facts(unknown).operation).toBeNull();
  });

  it('count no tokens on the span of an agent, which repeats those of its calls', () => {
    expect(
      facts({ 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': 100 }),
    ).toMatchObject({ operation: 'invoke_agent', usage: NO_USAGE });
  });
});

describe('token usage', () => {
  const usage = (attributes: Attributes): TokenUsage => facts({ ...CHAT, ...attributes }).usage;

  it('keeps counts that include the cache', () => {
    expect(
      usage({ 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.cache_read.input_tokens': 80 }),
    ).toMatchObject({ input: 100, cacheRead: 80 });
  });

  it('adds the cache to an input that is smaller and so cannot include it', () => {
    expect(
      usage({
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.cache_read_input_tokens': 80,
        'gen_ai.usage.cache_creation_input_tokens': 5,
      }),
    ).toMatchObject({ input: 95, cacheRead: 80, cacheWrite: 5 });
  });

  it('adds the cache to a larger input when only so the stated total is right', () => {
    const stated = {
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 20,
      'gen_ai.usage.cache_read.input_tokens': 80,
    };
    expect(usage({ ...stated, 'gen_ai.usage.total_tokens': 200 }).input).toBe(180);
    expect(usage({ ...stated, 'gen_ai.usage.total_tokens': 120 }).input).toBe(100);
  });

  it('adds reasoning to an output that cannot include it', () => {
    const thoughts = { 'gen_ai.usage.output_tokens': 20, 'gen_ai.usage.reasoning.output_tokens': 300 };
    expect(usage(thoughts)).toMatchObject({ output: 320, reasoning: 300 });
    expect(usage({ ...thoughts, 'gen_ai.usage.output_tokens': 320 }).output).toBe(320);
  });
});

describe('provider names', () => {
  it.each(Object.entries(PROVIDER_SPELLINGS))('%s is %s', (spelling, name) => {
    expect(canonicalProvider(spelling)).toBe(name);
    expect(canonicalProvider(spelling.toUpperCase())).toBe(name);
  });

  it.each([
    ['openai.chat', 'openai'],
    ['openai.responses', 'openai'],
    ['anthropic.messages', 'anthropic'],
    ['google.vertex.chat', 'gcp.vertex_ai'],
    ['xai.chat', 'x_ai'],
    ['azure.ai.openai', 'azure.ai.openai'],
    ['gcp.gemini', 'gcp.gemini'],
    ['My-Own', 'my-own'],
    ['_OTHER', null],
    [' ', null],
  ])('%s is %s', (given, name) => {
    expect(canonicalProvider(given)).toBe(name);
  });
});

it('the price hint is the attribute signalbox.price', () => {
  expect(readPriceHint({ 'signalbox.price': 'openai/gpt-4o' })).toBe('openai/gpt-4o');
  expect(readPriceHint({})).toBeNull();
});
