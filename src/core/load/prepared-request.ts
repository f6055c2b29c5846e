import { z } from 'zod';
import type { LoadTemplate } from '../../shared/load/index.ts';

const preparedRequestSchema = z.object({
  method: z.string(),
  /** Below the address of the target. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  /** How its answer is read: in which dialect, or not at all. */
  reads: z.enum(['openai', 'anthropic', 'embeddings', 'nothing']),
  stream: z.boolean(),
});
/** A request as it goes out; the generator knows of nothing else. */
export type PreparedRequest = Readonly<z.infer<typeof preparedRequestSchema>>;
export type AnswerReading = PreparedRequest['reads'];

/** A template with its requests, which are sent in turn. */
export const preparedTemplateSchema = z.object({
  name: z.string(),
  weight: z.number().positive(),
  requests: z.array(preparedRequestSchema).min(1),
});
export type PreparedTemplate = Readonly<z.infer<typeof preparedTemplateSchema>>;

type WrittenTemplate = Exclude<LoadTemplate, { kind: 'recorded' }>;

/** In a text, the number of the call. */
export const CALL_NUMBER = '{{n}}';

const JSON_BODY = { 'content-type': 'application/json' };

export function prepareTemplate(template: WrittenTemplate): PreparedTemplate {
  return { name: template.name, weight: template.weight, requests: [requestOf(template)] };
}

function requestOf(template: WrittenTemplate): PreparedRequest {
  switch (template.kind) {
    case 'chat': {
      const { dialect, system, prompt, ...call } = template;
      const messages = [{ role: 'user', content: prompt }];
      return dialect === 'anthropic'
        ? anthropicRequest({ ...call, messages, system })
        : openaiRequest({
            ...call,
            messages: system === '' ? messages : [{ role: 'system', content: system }, ...messages],
          });
    }
    case 'embeddings':
      return {
        method: 'POST',
        path: '/v1/embeddings',
        headers: JSON_BODY,
        body: JSON.stringify({ model: template.model, input: template.input }),
        reads: 'embeddings',
        stream: false,
      };
    case 'http': {
      const { method, path, headers, body } = template;
      return { method, path, headers, body, reads: 'nothing', stream: false };
    }
  }
}

interface Call {
  readonly model: string;
  readonly messages: readonly unknown[];
  readonly maxTokens: number;
  readonly stream: boolean;
}

/** A chat completion of OpenAI's dialect; of a stream, with its usage at the end. */
export function openaiRequest({ model, messages, maxTokens, stream }: Call): PreparedRequest {
  const streamed = stream ? { stream: true, stream_options: { include_usage: true } } : {};
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    headers: JSON_BODY,
    body: JSON.stringify({ model, messages, max_completion_tokens: maxTokens, ...streamed }),
    reads: 'openai',
    stream,
  };
}

function anthropicRequest({ model, messages, maxTokens, stream, system }: Call & { system: string }) {
  const asked = { model, max_tokens: maxTokens, messages, stream };
  return {
    method: 'POST',
    path: '/v1/messages',
    headers: { ...JSON_BODY, 'anthropic-version': '2023-06-01' },
    body: JSON.stringify(system === '' ? asked : { ...asked, system }),
    reads: 'anthropic',
    stream,
  } satisfies PreparedRequest;
}
