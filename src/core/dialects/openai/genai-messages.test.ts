import { expect, test } from 'vitest';
import { toInputMessages, toOutputMessages, toToolDefinitions } from './genai-messages.ts';

test('input messages take the shape of the GenAI conventions', () => {
  const call = { id: 'c1', function: { name: 'look_up', arguments: '{"id":1}' } };
  expect(
    toInputMessages([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        name: 'ada',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: '{"found":true}' },
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
  const choice = {
    role: 'assistant',
    text: 'Yes',
    reasoning: 'Hm',
    refusal: '',
    toolCalls: [{ id: null, name: 'f', arguments: '{"broken' }],
    finishReason: 'tool_calls',
  };
  expect(toOutputMessages([choice])).toEqual([
    {
      role: 'assistant',
      finish_reason: 'tool_call',
      parts: [
        { type: 'reasoning', content: 'Hm' },
        { type: 'text', content: 'Yes' },
        { type: 'tool_call', id: null, name: 'f', arguments: '{"broken' },
      ],
    },
  ]);
});

test('tool definitions are flat', () => {
  const tool = {
    type: 'function',
    function: { name: 'f', description: 'd', parameters: { type: 'object' } },
  };
  expect(toToolDefinitions([tool])).toEqual([
    { type: 'function', name: 'f', description: 'd', parameters: { type: 'object' } },
  ]);
});
