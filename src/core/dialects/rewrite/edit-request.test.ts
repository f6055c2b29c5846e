import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INGRESS_DIALECTS } from '../dialect-registry.ts';
import { replaceTexts } from './edit-answer.ts';
import { editRequest, type RequestChanges } from './edit-request.ts';

const SECRET = 'bob@example.com';
const hide = (text: string) => text.replaceAll(SECRET, '[EMAIL_1]');

function edit(path: string, body: object, changes: RequestChanges) {
  const ingress = INGRESS_DIALECTS[path];
  if (ingress === undefined) throw new Error(path);
  const request = ingress.readRequest(Buffer.from(JSON.stringify(body)), {});
  const { request: edited, impossible } = editRequest(ingress, request, {}, changes);
  return { body: JSON.parse(Buffer.from(edited.bytes).toString()) as Record<string, unknown>, impossible };
}

describe('texts are rewritten wherever they stand, and nothing else', () => {
  test('a chat completion request', () => {
    const { body } = edit(
      '/v1/chat/completions',
      {
        model: SECRET,
        user: SECRET,
        unknown: { deep: [`to ${SECRET}`] },
        tools: [
          { type: 'function', function: { name: SECRET, description: SECRET, parameters: { a: SECRET } } },
        ],
        messages: [
          { role: 'system', content: SECRET },
          {
            role: 'user',
            content: [
              { type: 'text', text: `I am ${SECRET}` },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${SECRET}` } },
            ],
          },
          {
            role: 'assistant',
            tool_calls: [
              {
                id: SECRET,
                type: 'function',
                function: { name: 'f', arguments: '{"to": "bob\\u0040example.com", "id": 1.0}' },
              },
            ],
          },
          { role: 'tool', tool_call_id: SECRET, content: `{"mail": "${SECRET}"}` },
        ],
      },
      { texts: hide },
    );
    expect(body).toEqual({
      model: SECRET,
      user: SECRET,
      unknown: { deep: ['to [EMAIL_1]'] },
      tools: [
        {
          type: 'function',
          function: { name: SECRET, description: '[EMAIL_1]', parameters: { a: '[EMAIL_1]' } },
        },
      ],
      messages: [
        { role: 'system', content: '[EMAIL_1]' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'I am [EMAIL_1]' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${SECRET}` } },
          ],
        },
        {
          role: 'assistant',
          tool_calls: [
            { id: SECRET, type: 'function', function: { name: 'f', arguments: '{"to":"[EMAIL_1]","id":1}' } },
          ],
        },
        { role: 'tool', tool_call_id: SECRET, content: '{"mail": "[EMAIL_1]"}' },
      ],
    });
  });

  test('a Messages request: arguments are a document, where every name may stand for anything', () => {
    const card = 4111111111111111;
    const { body } = edit(
      '/v1/messages',
      {
        model: 'm',
        max_tokens: 9,
        system: [{ type: 'text', text: SECRET, cache_control: { type: 'ephemeral' } }],
        messages: [
          {
            role: 'assistant',
            content: [
              { type: 'tool_use', id: 't', name: 'n', input: { type: SECRET, id: card, [SECRET]: [1] } },
            ],
          },
          {
            role: 'user',
            content: [
              {
                type: 'document',
                title: SECRET,
                source: { type: 'text', media_type: 'text/plain', data: SECRET },
              },
              { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: SECRET } },
            ],
          },
        ],
      },
      { texts: (text) => hide(text).replaceAll(String(card), '[CARD_1]') },
    );
    expect(body.system).toEqual([{ type: 'text', text: '[EMAIL_1]', cache_control: { type: 'ephemeral' } }]);
    expect(body.messages).toEqual([
      {
        role: 'assistant',
        content: [
          {
            type: 'tool_use',
            id: 't',
            name: 'n',
            input: { type: '[EMAIL_1]', id: '[CARD_1]', '[EMAIL_1]': [1] },
          },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'document',
            title: '[EMAIL_1]',
            source: { type: 'text', media_type: 'text/plain', data: '[EMAIL_1]' },
          },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: SECRET } },
        ],
      },
    ]);
  });

  test.each([
    ['/v1/responses', { model: 'm', instructions: SECRET, input: [{ role: 'user', content: SECRET }] }],
    ['/v1/embeddings', { model: 'm', input: [SECRET, 'x'] }],
    ['/api/ai/process', { model: 'm', prompt: SECRET, system: SECRET }],
  ])('%s', (path, given) => {
    const { body } = edit(path, given, { texts: hide });
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect(body.model).toBe('m');
  });

  test('without anything to hide every field comes through', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 4 })), (extra) => {
        const given = {
          ...extra,
          model: 'm',
          messages: [{ role: 'user', content: 'Hi', extra }],
          stream: false,
        };
        const known = ['metadata', 'tools', 'n', 'user', 'stop', 'seed'].some((name) => name in extra);
        fc.pre(!known && !('__proto__' in extra));
        const { body } = edit('/v1/chat/completions', given, { texts: hide });
        expect(JSON.stringify(body)).toBe(JSON.stringify(given));
      }),
      { numRuns: 60 },
    );
  });
});

describe('parameters and limits', () => {
  test('by the names of each dialect; what it has no name for is said', () => {
    const parameters = { temperature: 0.5, topK: 3, seed: null, serviceTier: 'flex' } as const;
    const chat = edit(
      '/v1/chat/completions',
      { model: 'm', seed: 1, messages: [{ role: 'user' }] },
      { parameters },
    );
    expect(chat.body).toMatchObject({ temperature: 0.5, top_k: 3, service_tier: 'flex' });
    expect(chat.body).not.toHaveProperty('seed');
    const prompt = edit('/api/ai/process', { model: 'm', prompt: 'Hi' }, { parameters });
    expect(prompt).toEqual({
      body: { model: 'm', prompt: 'Hi', temperature: 0.5 },
      impossible: ['topK', 'seed', 'serviceTier'],
    });
  });

  test.each([
    ['/v1/chat/completions', { max_tokens: 50 }, 'm', { max_tokens: 10 }],
    ['/v1/chat/completions', { max_tokens: 5 }, 'm', { max_tokens: 5 }],
    ['/v1/chat/completions', {}, 'llama', { max_tokens: 10 }],
    ['/v1/chat/completions', {}, 'gpt-5', { max_completion_tokens: 10 }],
    ['/v1/messages', { max_tokens: 20 }, 'm', { max_tokens: 10 }],
    ['/v1/responses', { input: 'Hi' }, 'm', { max_output_tokens: 10 }],
    ['/api/ai/process', { prompt: 'Hi' }, 'm', { maxTokens: 10 }],
  ])('%s %j for %s', (path, given, model, expected) => {
    const base =
      path.startsWith('/v1/chat') || path === '/v1/messages'
        ? { messages: [{ role: 'user', content: 'Hi' }] }
        : {};
    const { body } = edit(path, { model: 'm', ...base, ...given }, { capTokens: { tokens: 10, model } });
    expect(body).toMatchObject(expected);
  });

  test('a budget of thought stays below the limit', () => {
    const given = {
      model: 'm',
      max_tokens: 9000,
      messages: [{ role: 'user', content: 'Hi' }],
      thinking: { type: 'enabled', budget_tokens: 5000 },
    };
    const capped = (tokens: number) =>
      edit('/v1/messages', given, { capTokens: { tokens, model: 'm' } }).body;
    expect(capped(2000).thinking).toEqual({ type: 'enabled', budget_tokens: 1999 });
    expect(capped(500).thinking).toEqual({ type: 'disabled' });
  });
});

test('an answer with other texts keeps every other field', () => {
  const body = {
    id: 'stop',
    service: { keep: 'stop' },
    choices: [
      {
        finish_reason: 'stop',
        logprobs: { content: [{ token: 'stop' }] },
        message: { role: 'assistant', content: 'stop', annotations: [{ url: 'u' }] },
      },
    ],
    content: [{ type: 'tool_use', name: 'n', input: { to: '[EMAIL_1]' } }],
  };
  const texts = new Map([
    ['stop', 'go'],
    ['{"to":"[EMAIL_1]"}', `{"to":"${SECRET}"}`],
  ]);
  expect(JSON.parse(replaceTexts(body, texts).toString())).toEqual({
    id: 'stop',
    service: { keep: 'stop' },
    choices: [
      {
        finish_reason: 'stop',
        logprobs: null,
        message: { role: 'assistant', content: 'go', annotations: [{ url: 'u' }] },
      },
    ],
    content: [{ type: 'tool_use', name: 'n', input: { to: SECRET } }],
  });
});
