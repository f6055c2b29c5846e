import type { Choice, ModelAnswer, Part } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { readFinishReason } from './finish-reasons.ts';
import { readUsage } from './usage.ts';

/** Reads a whole `chat.completion` object; null when it is none. */
export function readCompletion(body: unknown): ModelAnswer | null {
  const completion = record(body);
  if (completion === null || !Array.isArray(completion.choices)) return null;
  const systemFingerprint = text(completion.system_fingerprint);
  return {
    id: text(completion.id),
    model: text(completion.model),
    choices: list(completion.choices).map(readChoice),
    usage: readUsage(completion.usage),
    serviceTier: text(completion.service_tier),
    ...(systemFingerprint === null ? {} : { systemFingerprint }),
  };
}

function readChoice(given: unknown): Choice {
  const choice = record(given);
  const message = record(choice?.message);
  return {
    parts: message === null ? [] : readMessage(message),
    finishReason: readFinishReason(text(choice?.finish_reason)),
  };
}

function readMessage(message: Record<string, unknown>): Part[] {
  const parts: Part[] = [];
  const thought = reasoningText(message);
  if (thought !== '') parts.push({ type: 'reasoning', text: thought, signature: null, redacted: null });
  const content = text(message.content) ?? '';
  if (content !== '') parts.push({ type: 'text', text: content });
  const refusal = text(message.refusal) ?? '';
  if (refusal !== '') parts.push({ type: 'refusal', text: refusal });
  for (const call of list(message.tool_calls)) {
    const fields = record(call);
    const given = record(fields?.function) ?? record(fields?.custom);
    const id = text(fields?.id) ?? '';
    const json = text(given?.arguments) ?? text(given?.input) ?? '';
    if (given !== null) parts.push({ type: 'tool_call', id, name: text(given.name) ?? '', arguments: json });
  }
  return parts;
}

/** Not OpenAI's own, but what DeepSeek, vLLM and OpenRouter call the same thing. */
export function reasoningText(message: Record<string, unknown>): string {
  return text(message.reasoning_content) ?? text(message.reasoning) ?? '';
}
