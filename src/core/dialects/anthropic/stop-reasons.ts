import type { FinishReason } from '../canonical.ts';

const FROM_ANTHROPIC: Readonly<Record<string, FinishReason>> = {
  end_turn: 'stop',
  stop_sequence: 'stop_sequence',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'refusal',
  pause_turn: 'pause',
};

export function readStopReason(reason: string | null): FinishReason | null {
  return reason === null ? null : (FROM_ANTHROPIC[reason] ?? 'stop');
}

const TO_ANTHROPIC: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  stop_sequence: 'stop_sequence',
  length: 'max_tokens',
  tool_calls: 'tool_use',
  content_filter: 'refusal',
  refusal: 'refusal',
  pause: 'pause_turn',
};

export function writeStopReason(reason: FinishReason): string {
  return TO_ANTHROPIC[reason];
}
