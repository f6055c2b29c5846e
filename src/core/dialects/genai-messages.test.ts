import { expect, test } from 'vitest';
import type { Choice } from './canonical.ts';
import { toInputMessages, toOutputMessages, toToolDefinitions } from './genai-messages.ts';

test('input messages take the shape of the GenAI conventions', () => {
  const call = { type: 'tool_call' as const, id: 'c1', name: 'look_up', arguments: '{"id":1}' };
  const source = { type: 'base64' as const, mediaType: 'image/png', data: 'AAAA' };
  const found = { type: 'text' as const, text: '{"found":true}' };
  expect(
    toInputMessages([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        name: 'ada',
        parts: [
          { type: 'text', text: 'Look' },
          { type: 'image', source },
        ],
      },
      { role: 'assistant', parts: [call] },
      { role: 'tool', parts: [{ type: 'tool_result', id: 'c1', content: [found], isError: false }] },
    ]),
  ).toEqual([
    { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
    {
      role: 'user',
      name: 'ada',
      parts: [
        { type: 'text', content: 'Look' },
        { type: 'blob', mime_type: 'image/png', modality: 'image', content: '' },
      ],
    },
    { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look_up', arguments: { id: 1 } }] },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { found: true } }] },
  ]);
});

test('output messages carry their finish reason; invalid arguments stay text', () => {
  const choice: Choice = {
    parts: [
      { type: 'reasoning', text: 'Hm', signature: null, redacted: null },
      { type: 'text', text: 'Yes' },
      { type: 'tool_call', id: 'c1', name: 'f', arguments: '{"broken' },
    ],
    finishReason: 'tool_calls',
  };
  expect(toOutputMessages([choice])).toEqual([
    {
      role: 'assistant',
      finish_reason: 'tool_call',
      parts: [
        { type: 'reasoning', content: 'Hm' },
        { type: 'text', content: 'Yes' },
        { type: 'tool_call', id: 'c1', name: 'f', arguments: '{"broken' },
      ],
    },
  ]);
});

test('tool definitions are flat', () => {
  const tool = { name: 'f', description: 'd', parameters: { type: 'object' }, strict: null };
  expect(toToolDefinitions([tool])).toEqual([
    { type: 'function', name: 'f', description: 'd', parameters: { type: 'object' } },
  ]);
});
