import type { ModelAnswer, Part } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { readStopReason } from './stop-reasons.ts';
import { readUsage } from './usage.ts';

/** Reads a whole message; null when it is none. */
export function readMessage(body: unknown): ModelAnswer | null {
  const message = record(body);
  if (message?.type !== 'message' || !Array.isArray(message.content)) return null;
  const parts = list(message.content).flatMap((block) => readBlock(record(block)));
  return {
    id: text(message.id),
    model: text(message.model),
    choices: [{ parts, finishReason: readStopReason(text(message.stop_reason)) }],
    usage: readUsage(message.usage),
    serviceTier: text(record(message.usage)?.service_tier),
  };
}

/** Blocks of the vendor's own tools have no canonical form; they come only to callers of the same dialect. */
function readBlock(block: Record<string, unknown> | null): Part[] {
  switch (block?.type) {
    case 'text':
      return [{ type: 'text', text: text(block.text) ?? '' }];
    case 'thinking': {
      const thought = { text: text(block.thinking) ?? '', signature: text(block.signature) };
      return [{ type: 'reasoning', ...thought, redacted: null }];
    }
    case 'redacted_thinking':
      return [{ type: 'reasoning', text: '', signature: null, redacted: text(block.data) }];
    case 'tool_use': {
      const call = { id: text(block.id) ?? '', name: text(block.name) ?? '' };
      return [{ type: 'tool_call', ...call, arguments: JSON.stringify(block.input ?? {}) }];
    }
    default:
      return [];
  }
}
