import { expect, test } from 'vitest';
import { anthropicIngress } from './anthropic-ingress.ts';

const read = (body: object) =>
  anthropicIngress
    .readRequest(
      Buffer.from(
        JSON.stringify({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'x' }], ...body }),
      ),
      {},
    )
    .canonical();

const MARK = { type: 'ephemeral', ttl: '1h' };

test.each([
  [{ stream: true, stop_sequences: null }, []],
  [{ thinking: { type: 'adaptive' } }, ['thinking']],
  [{ thinking: { type: 'adaptive' }, output_config: { effort: 'low' } }, []],
  [{ output_config: { task_budget: { total: 1 } } }, ['output_config.task_budget']],
  [{ metadata: { user_id: 'u', other: 1 } }, ['metadata.other']],
  [
    { tools: [{ name: 'f', input_schema: {}, cache_control: MARK, defer_loading: true }] },
    ['cache_control', 'tools.defer_loading'],
  ],
  [{ inference_geo: 'eu', speed: null }, ['inference_geo']],
])('%j leaves %j without a place, but asks for nothing else', (body, unmapped) => {
  expect(read(body)).toMatchObject({ unmapped, essential: [] });
});

test.each([
  [{ tools: [{ type: 'web_search_20260318', name: 'web_search' }] }, ['tools[0]']],
  [{ mcp_servers: [{ url: 'https://x.example' }] }, ['mcp_servers']],
  [{ messages: [{ role: 'user', content: [{ type: 'document', source: {} }] }] }, ['messages[0].content[0]']],
  [
    { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'file' } }] }] },
    ['messages[0].content[0]'],
  ],
])('%j cannot be left out', (body, essential) => {
  expect(read(body).essential).toEqual(essential);
});

test('marks of the cache are read from texts; results of tools are messages of their own', () => {
  const { messages } = read({
    system: [{ type: 'text', text: 'S', cache_control: MARK }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't', content: 'r', is_error: true },
          { type: 'text', text: 'q' },
        ],
      },
    ],
  });
  expect(messages).toEqual([
    { role: 'system', parts: [{ type: 'text', text: 'S', cache: '1h' }] },
    {
      role: 'tool',
      parts: [{ type: 'tool_result', id: 't', content: [{ type: 'text', text: 'r' }], isError: true }],
    },
    { role: 'user', parts: [{ type: 'text', text: 'q' }] },
  ]);
});
