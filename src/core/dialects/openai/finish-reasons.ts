import type { FinishReason } from '../canonical.ts';

const FROM_OPENAI: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  content_filter: 'content_filter',
};

/** Compatible servers have reasons of their own; they count as an end. */
export function readFinishReason(reason: string | null): FinishReason | null {
  return reason === null ? null : (FROM_OPENAI[reason] ?? 'stop');
}

const TO_OPENAI: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  tool_calls: 'tool_calls',
  content_filter: 'content_filter',
  refusal: 'content_filter',
  pause: 'stop',
};

export function writeFinishReason(reason: FinishReason): string {
  return TO_OPENAI[reason];
}
