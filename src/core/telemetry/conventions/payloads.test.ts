import { expect, it } from 'vitest';
import type { Attributes, SpanFactsRecord } from '../../store/span-record.ts';
import { readFacts } from './index.ts';
import { spanWith } from './testing/span-with.ts';

/** One whole span of each convention, as its specification writes it. */
const payloads: Record<string, { attributes: Attributes; expected: SpanFactsRecord }> = {
  'GenAI 1.41': {
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.request.model': 'claude-sonnet-4-5',
      'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.request.max_tokens': 200,
      'gen_ai.usage.input_tokens': 1000,
      'gen_ai.usage.output_tokens': 180,
      'gen_ai.usage.cache_read.input_tokens': 800,
      'gen_ai.usage.cache_creation.input_tokens': 100,
      'gen_ai.usage.reasoning.output_tokens': 0,
      'gen_ai.conversation.id': 'conv_5j66',
      'server.address': 'api.anthropic.com',
    },
    expected: {
      operation: 'chat',
      provider: 'anthropic',
      model: 'claude-sonnet-4-5-20250929',
      usage: { input: 1000, output: 180, cacheRead: 800, cacheWrite: 100, reasoning: 0 },
      sessionId: 'conv_5j66',
      userId: null,
      overheadMicros: null,
    },
  },
  OpenInference: {
    attributes: {
      'openinference.span.kind': 'LLM',
      'llm.provider': 'openai',
      'llm.system': 'openai',
      'llm.model_name': 'gpt-4o-mini',
      'llm.invocation_parameters': '{"temperature":0.2}',
      'llm.token_count.prompt': 50,
      'llm.token_count.completion': 20,
      'llm.token_count.total': 70,
      'llm.token_count.prompt_details.cache_read': 10,
      'llm.token_count.completion_details.reasoning': 5,
      'session.id': 's1',
      'user.id': 'u1',
    },
    expected: {
      operation: 'chat',
      provider: 'openai',
      model: 'gpt-4o-mini',
      usage: { input: 50, output: 20, cacheRead: 10, cacheWrite: null, reasoning: 5 },
      sessionId: 's1',
      userId: 'u1',
      overheadMicros: null,
    },
  },
  OpenLLMetry: {
    attributes: {
      'llm.request.type': 'chat',
      'gen_ai.system': 'Azure',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': 'gpt-4o-2024-08-06',
      'llm.is_streaming': false,
      'gen_ai.usage.input_tokens': 30,
      'gen_ai.usage.output_tokens': 8,
      'llm.usage.total_tokens': 38,
      'gen_ai.usage.cache_read_input_tokens': 0,
      'traceloop.workflow.name': 'joke',
      'traceloop.association.properties.user_id': 'u2',
      'traceloop.association.properties.session_id': 's2',
    },
    expected: {
      operation: 'chat',
      provider: 'azure.ai.openai',
      model: 'gpt-4o-2024-08-06',
      usage: { input: 30, output: 8, cacheRead: 0, cacheWrite: null, reasoning: null },
      sessionId: 's2',
      userId: 'u2',
      overheadMicros: null,
    },
  },
  'Vercel AI SDK, the model call': {
    attributes: {
      'operation.name': 'ai.streamText.doStream support',
      'ai.operationId': 'ai.streamText.doStream',
      'ai.model.provider': 'openai.chat',
      'ai.model.id': 'gpt-4o',
      'ai.response.model': 'gpt-4o-2024-08-06',
      'ai.usage.promptTokens': 21,
      'ai.usage.completionTokens': 7,
      'ai.usage.cachedInputTokens': 4,
      'ai.telemetry.metadata.userId': 'u3',
      'ai.telemetry.metadata.sessionId': 's3',
      'gen_ai.system': 'openai.chat',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.input_tokens': 21,
      'gen_ai.usage.output_tokens': 7,
    },
    expected: {
      operation: 'chat',
      provider: 'openai',
      model: 'gpt-4o-2024-08-06',
      usage: { input: 21, output: 7, cacheRead: 4, cacheWrite: null, reasoning: null },
      sessionId: 's3',
      userId: 'u3',
      overheadMicros: null,
    },
  },
  'Vercel AI SDK, the span around it': {
    attributes: {
      'ai.operationId': 'ai.streamText',
      'ai.model.provider': 'openai.chat',
      'ai.model.id': 'gpt-4o',
      'ai.usage.promptTokens': 21,
      'ai.usage.completionTokens': 7,
    },
    expected: {
      operation: 'invoke_agent',
      provider: 'openai',
      model: 'gpt-4o',
      usage: { input: null, output: null, cacheRead: null, cacheWrite: null, reasoning: null },
      sessionId: null,
      userId: null,
      overheadMicros: null,
    },
  },
};

it.each(Object.keys(payloads))('facts of a span of %s', (name) => {
  const payload = payloads[name];
  expect(readFacts(spanWith(payload?.attributes ?? {}))).toEqual(payload?.expected);
});
