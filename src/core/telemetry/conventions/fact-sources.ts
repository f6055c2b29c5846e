/** The naming conventions that are understood, as docs/reference/conventions.md calls them. */
export type Convention =
  | 'GenAI 1.41'
  | 'GenAI deprecated'
  | 'GenAI coming'
  | 'OpenTelemetry'
  | 'OpenInference'
  | 'OpenLLMetry'
  | 'Vercel AI SDK'
  | 'Signalbox';

/** Token counts that are parts of others and matter to prices only. */
export type UsageDetail =
  | 'cacheWrite1h'
  | 'audioInput'
  | 'imageInput'
  | 'audioCacheRead'
  | 'audioOutput'
  | 'imageOutput';

export type FactField =
  | 'operation'
  | 'completionHint'
  | 'provider'
  | 'model'
  | 'usage.input'
  | 'usage.output'
  | 'usage.cacheRead'
  | 'usage.cacheWrite'
  | 'usage.reasoning'
  | `usage.${UsageDetail}`
  | 'usage.total'
  | 'sessionId'
  | 'userId'
  | 'overheadMicros';

export interface FactSource {
  readonly key: string;
  readonly convention: Convention;
}

/**
 * Where each fact of a span is read from. The first key of a list whose value can be used wins.
 * A key stands in one list only. docs/reference/conventions.md shows this table; a test keeps the two the same.
 */
export const FACT_SOURCES: Readonly<Record<FactField, readonly FactSource[]>> = {
  operation: [
    { key: 'gen_ai.operation.name', convention: 'GenAI 1.41' },
    { key: 'openinference.span.kind', convention: 'OpenInference' },
    { key: 'ai.operationId', convention: 'Vercel AI SDK' },
    { key: 'llm.request.type', convention: 'OpenLLMetry' },
    { key: 'traceloop.span.kind', convention: 'OpenLLMetry' },
  ],
  completionHint: [{ key: 'llm.prompts.0.prompt.text', convention: 'OpenInference' }],
  provider: [
    { key: 'gen_ai.provider.name', convention: 'GenAI 1.41' },
    { key: 'gen_ai.system', convention: 'GenAI deprecated' },
    { key: 'llm.provider', convention: 'OpenInference' },
    { key: 'llm.system', convention: 'OpenInference' },
    { key: 'ai.model.provider', convention: 'Vercel AI SDK' },
  ],
  model: [
    { key: 'gen_ai.response.model', convention: 'GenAI 1.41' },
    { key: 'llm.response.model_name', convention: 'OpenInference' },
    { key: 'ai.response.model', convention: 'Vercel AI SDK' },
    { key: 'gen_ai.request.model', convention: 'GenAI 1.41' },
    { key: 'llm.model_name', convention: 'OpenInference' },
    { key: 'llm.request.model_name', convention: 'OpenInference' },
    { key: 'embedding.model_name', convention: 'OpenInference' },
    { key: 'reranker.model_name', convention: 'OpenInference' },
    { key: 'ai.model.id', convention: 'Vercel AI SDK' },
  ],
  'usage.input': [
    { key: 'gen_ai.usage.input_tokens', convention: 'GenAI 1.41' },
    { key: 'gen_ai.usage.prompt_tokens', convention: 'GenAI deprecated' },
    { key: 'llm.token_count.prompt', convention: 'OpenInference' },
    { key: 'llm.usage.prompt_tokens', convention: 'OpenLLMetry' },
    { key: 'ai.usage.inputTokens', convention: 'Vercel AI SDK' },
    { key: 'ai.usage.promptTokens', convention: 'Vercel AI SDK' },
  ],
  'usage.output': [
    { key: 'gen_ai.usage.output_tokens', convention: 'GenAI 1.41' },
    { key: 'gen_ai.usage.completion_tokens', convention: 'GenAI deprecated' },
    { key: 'llm.token_count.completion', convention: 'OpenInference' },
    { key: 'llm.usage.completion_tokens', convention: 'OpenLLMetry' },
    { key: 'ai.usage.outputTokens', convention: 'Vercel AI SDK' },
    { key: 'ai.usage.completionTokens', convention: 'Vercel AI SDK' },
  ],
  'usage.cacheRead': [
    { key: 'gen_ai.usage.cache_read.input_tokens', convention: 'GenAI 1.41' },
    { key: 'gen_ai.usage.cache_read_input_tokens', convention: 'OpenLLMetry' },
    { key: 'llm.token_count.prompt_details.cache_read', convention: 'OpenInference' },
    { key: 'ai.usage.cachedInputTokens', convention: 'Vercel AI SDK' },
    { key: 'ai.usage.inputTokenDetails.cacheReadTokens', convention: 'Vercel AI SDK' },
  ],
  'usage.cacheWrite': [
    { key: 'gen_ai.usage.cache_creation.input_tokens', convention: 'GenAI 1.41' },
    { key: 'gen_ai.usage.cache_write.input_tokens', convention: 'GenAI coming' },
    { key: 'gen_ai.usage.cache_creation_input_tokens', convention: 'OpenLLMetry' },
    { key: 'llm.token_count.prompt_details.cache_write', convention: 'OpenInference' },
    { key: 'ai.usage.inputTokenDetails.cacheWriteTokens', convention: 'Vercel AI SDK' },
  ],
  'usage.reasoning': [
    { key: 'gen_ai.usage.reasoning.output_tokens', convention: 'GenAI 1.41' },
    { key: 'gen_ai.usage.reasoning_tokens', convention: 'OpenLLMetry' },
    { key: 'llm.usage.reasoning_tokens', convention: 'OpenLLMetry' },
    { key: 'llm.token_count.completion_details.reasoning', convention: 'OpenInference' },
    { key: 'ai.usage.reasoningTokens', convention: 'Vercel AI SDK' },
    { key: 'ai.usage.outputTokenDetails.reasoningTokens', convention: 'Vercel AI SDK' },
  ],
  'usage.total': [
    { key: 'llm.usage.total_tokens', convention: 'OpenLLMetry' },
    { key: 'gen_ai.usage.total_tokens', convention: 'OpenLLMetry' },
    { key: 'llm.token_count.total', convention: 'OpenInference' },
    { key: 'ai.usage.totalTokens', convention: 'Vercel AI SDK' },
    { key: 'ai.usage.tokens', convention: 'Vercel AI SDK' },
  ],
  'usage.cacheWrite1h': [{ key: 'signalbox.usage.cache_creation_1h.input_tokens', convention: 'Signalbox' }],
  'usage.audioInput': [
    { key: 'signalbox.usage.audio.input_tokens', convention: 'Signalbox' },
    { key: 'llm.token_count.prompt_details.audio', convention: 'OpenInference' },
  ],
  'usage.imageInput': [{ key: 'signalbox.usage.image.input_tokens', convention: 'Signalbox' }],
  'usage.audioCacheRead': [{ key: 'signalbox.usage.audio.cache_read_tokens', convention: 'Signalbox' }],
  'usage.audioOutput': [
    { key: 'signalbox.usage.audio.output_tokens', convention: 'Signalbox' },
    { key: 'llm.token_count.completion_details.audio', convention: 'OpenInference' },
  ],
  'usage.imageOutput': [{ key: 'signalbox.usage.image.output_tokens', convention: 'Signalbox' }],
  sessionId: [
    { key: 'session.id', convention: 'OpenTelemetry' },
    { key: 'gen_ai.conversation.id', convention: 'GenAI 1.41' },
    { key: 'traceloop.association.properties.session_id', convention: 'OpenLLMetry' },
    { key: 'ai.telemetry.metadata.sessionId', convention: 'Vercel AI SDK' },
  ],
  userId: [
    { key: 'user.id', convention: 'OpenTelemetry' },
    { key: 'enduser.id', convention: 'OpenTelemetry' },
    { key: 'traceloop.association.properties.user_id', convention: 'OpenLLMetry' },
    { key: 'llm.user', convention: 'OpenLLMetry' },
    { key: 'gen_ai.user', convention: 'OpenLLMetry' },
    { key: 'ai.telemetry.metadata.userId', convention: 'Vercel AI SDK' },
  ],
  overheadMicros: [{ key: 'signalbox.overhead_micros', convention: 'Signalbox' }],
};

/** The tier at which the vendor served the call. */
export const SERVICE_TIER_KEYS: readonly string[] = [
  'openai.response.service_tier',
  'gen_ai.openai.response.service_tier',
  'signalbox.service_tier',
];

/** The catalogue price to apply, for example "openai/gpt-4o", where the sender knows better than the model's name. */
export const PRICE_HINT_KEY = 'signalbox.price';
