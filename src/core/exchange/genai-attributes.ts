import type { TokenUsage } from '../../shared/usage.ts';
import {
  toInputMessages,
  toOutputMessages,
  toToolDefinitions,
  type IncomingRequest,
} from '../dialects/index.ts';
import type { AttributeValue } from '../store/span-record.ts';
import type { Exchange } from './exchange.ts';

type Values = Record<string, AttributeValue>;

/* Names and types: OpenTelemetry GenAI conventions v1.41.1. Null values are left out of the span. */

export function requestAttributes(request: IncomingRequest | null): Values {
  if (request === null) return {};
  const asked = request.canonical();
  return {
    'gen_ai.request.max_tokens': asked.maxOutputTokens,
    'gen_ai.request.temperature': double(asked.temperature),
    'gen_ai.request.top_p': double(asked.topP),
    'gen_ai.request.top_k': double(asked.topK),
    'gen_ai.request.frequency_penalty': double(asked.frequencyPenalty),
    'gen_ai.request.presence_penalty': double(asked.presencePenalty),
    'gen_ai.request.seed': integer(asked.seed),
    'gen_ai.request.choice.count': asked.choices === 1 ? null : asked.choices,
    'gen_ai.request.stop_sequences': asked.stop.length === 0 ? null : [...asked.stop],
    'gen_ai.request.stream': request.stream,
    'gen_ai.output.type': outputType(asked.responseFormat?.type),
    'openai.request.service_tier': asked.serviceTier,
  };
}

export function answerAttributes({ answer, attempts, request, startedMs }: Exchange): Values {
  const reasons = answer.choices.map(({ finishReason }) => finishReason).filter((reason) => reason !== null);
  const firstChunkMs = attempts.at(-1)?.firstChunkMs ?? null;
  return {
    'gen_ai.response.id': answer.id,
    'gen_ai.response.model': answer.model,
    'gen_ai.response.finish_reasons': reasons.length === 0 ? null : reasons,
    'gen_ai.response.time_to_first_chunk':
      request?.stream === true && firstChunkMs !== null ? double((firstChunkMs - startedMs) / 1000) : null,
    'openai.response.service_tier': answer.serviceTier,
    'openai.response.system_fingerprint': answer.systemFingerprint ?? null,
  };
}

export function usageAttributes(usage: TokenUsage): Values {
  return {
    'gen_ai.usage.input_tokens': usage.input,
    'gen_ai.usage.output_tokens': usage.output,
    'gen_ai.usage.cache_read.input_tokens': usage.cacheRead,
    'gen_ai.usage.cache_creation.input_tokens': usage.cacheWrite,
    'gen_ai.usage.reasoning.output_tokens': usage.reasoning,
    'signalbox.usage.cache_creation_1h.input_tokens': usage.cacheWrite1h,
    'signalbox.usage.audio.input_tokens': usage.audioInput,
    'signalbox.usage.image.input_tokens': usage.imageInput,
    'signalbox.usage.audio.cache_read_tokens': usage.audioCacheRead,
    'signalbox.usage.audio.output_tokens': usage.audioOutput,
    'signalbox.usage.image.output_tokens': usage.imageOutput,
  };
}

/** Messages and tools as JSON text, which the conventions ask for where a span cannot hold structures. */
export function contentAttributes({ request, answer }: Exchange): Values {
  const asked = request?.canonical();
  const tools = asked?.tools ?? [];
  return {
    'gen_ai.input.messages': asked === undefined ? null : JSON.stringify(toInputMessages(asked.messages)),
    'gen_ai.output.messages':
      answer.choices.length === 0 ? null : JSON.stringify(toOutputMessages(answer.choices)),
    'gen_ai.tool.definitions': tools.length === 0 ? null : JSON.stringify(toToolDefinitions(tools)),
  };
}

function outputType(format: string | undefined): string | null {
  if (format === undefined) return null;
  return format.startsWith('json') ? 'json' : 'text';
}

/** A double stays one in OTLP also when it is whole. */
function double(value: number | null | undefined): AttributeValue {
  if (value === null || value === undefined) return null;
  return Number.isInteger(value) ? { doubleValue: value } : value;
}

function integer(value: number | null | undefined): AttributeValue {
  if (value === null || value === undefined) return null;
  return Number.isSafeInteger(value) ? value : { intValue: BigInt(value).toString() };
}
