import { expect, test } from 'vitest';
import { openAiIngress } from './openai-ingress.ts';

const read = (body: object) =>
  openAiIngress
    .readRequest(
      Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x' }], ...body })),
      {},
    )
    .canonical();

test.each([
  [{ stream: true, temperature: null, store: false, modalities: ['text'], logit_bias: {} }, []],
  [{ store: true, metadata: { a: 'b' }, verbosity: 'low' }, ['store', 'metadata', 'verbosity']],
  [
    { messages: [{ role: 'assistant', content: 'x', reasoning_content: 'h' }] },
    ['messages[0].reasoning_content'],
  ],
])('%j leaves %j without a place, but asks for nothing else', (body, unmapped) => {
  expect(read(body)).toMatchObject({ unmapped, essential: [] });
});

test.each([
  [{ modalities: ['text', 'audio'] }, ['modalities']],
  [{ logprobs: true, top_logprobs: 2 }, ['logprobs', 'top_logprobs']],
  [{ messages: [{ role: 'assistant', audio: { id: 'a' } }] }, ['messages[0].audio']],
  [{ messages: [{ role: 'user', content: [{ type: 'input_audio' }] }] }, ['messages[0].content[0]']],
  [{ tool_choice: { type: 'allowed_tools' } }, ['tool_choice']],
  [{ response_format: { type: 'grammar' } }, ['response_format']],
])('%j cannot be left out', (body, essential) => {
  const request = read(body);
  expect(request.essential).toEqual(essential);
  expect(request.unmapped).toEqual(expect.arrayContaining(essential));
});
