import { describe, expect, it } from 'vitest';
import { canonicalText, toInputMessages } from '../../dialects/index.ts';
import { recordedMessages } from './recorded-messages.ts';

type Messages = Parameters<typeof toInputMessages>[0];

describe('recorded messages', () => {
  it('read as the gateway read them', () => {
    const said: Messages = [
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Look: ' },
          { type: 'image', source: { type: 'url', url: 'https://example.org/a.png' } },
          { type: 'text', text: '[1, 2]' },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm.', signature: null, redacted: null },
          { type: 'tool_call', id: 'c1', name: 'search', arguments: '{"q":"train"}' },
        ],
      },
      {
        role: 'tool',
        parts: [
          { type: 'tool_result', id: 'c1', isError: false, content: [{ type: 'text', text: '{"hits":2}' }] },
          {
            type: 'tool_result',
            id: 'c2',
            isError: false,
            content: [
              { type: 'text', text: 'seen' },
              { type: 'image', source: { type: 'url', url: 'https://example.org/b.png' } },
            ],
          },
        ],
      },
    ];
    const read = recordedMessages(JSON.stringify(toInputMessages(said)));
    expect(read).toEqual(said.map(({ role, parts }) => ({ role, text: canonicalText(parts) })));
  });

  it('are none in what is no such JSON, and empty where it has none', () => {
    expect(recordedMessages('{')).toBeNull();
    expect(recordedMessages('{"role":"user"}')).toBeNull();
    expect(recordedMessages('[null,{"role":"user","parts":[7,{"type":"text"}]}]')).toEqual([
      { role: '', text: '' },
      { role: 'user', text: '' },
    ]);
  });
});
