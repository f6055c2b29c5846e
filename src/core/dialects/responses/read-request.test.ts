import { describe, expect, test } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { responsesIngress } from './responses-ingress.ts';

const read = (body: object) =>
  responsesIngress.readRequest(Buffer.from(JSON.stringify({ model: 'm', ...body })), {});

function refusal(body: object): SignalboxError {
  try {
    read(body);
  } catch (error) {
    if (error instanceof SignalboxError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('a Responses request', () => {
  test('a text is what the user says, after the instructions', () => {
    expect(read({ input: 'Hi', instructions: 'Be brief.' }).canonical().messages).toEqual([
      { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
    ]);
  });

  test('items of one answer become one message, with its thought', () => {
    const { messages } = read({
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Weather?' },
            { type: 'input_image', image_url: 'data:image/png;base64,iVBO', detail: 'low' },
          ],
        },
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'I look.' }],
          encrypted_content: 'gemini:c2ln',
        },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A moment.' }] },
        { type: 'function_call', call_id: 'c1', name: 'weather', arguments: '{"city":"Bern"}' },
        { type: 'function_call_output', call_id: 'c1', output: 'clear' },
      ],
    }).canonical();
    expect(messages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'Weather?' },
          {
            type: 'image',
            source: { type: 'base64', mediaType: 'image/png', data: 'iVBO' },
            detail: 'low',
          },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'I look.', signature: 'gemini:c2ln', redacted: null },
          { type: 'text', text: 'A moment.' },
          { type: 'tool_call', id: 'c1', name: 'weather', arguments: '{"city":"Bern"}' },
        ],
      },
      {
        role: 'tool',
        parts: [
          { type: 'tool_result', id: 'c1', content: [{ type: 'text', text: 'clear' }], isError: false },
        ],
      },
    ]);
  });

  test('settings have their places; what has none is named', () => {
    const request = read({
      input: 'Hi',
      max_output_tokens: 9,
      temperature: 0.5,
      tools: [{ type: 'function', name: 'f', parameters: { type: 'object' }, strict: true }],
      tool_choice: { type: 'function', name: 'f' },
      text: { format: { type: 'json_schema', name: 'n', schema: { type: 'object' } }, verbosity: 'low' },
      reasoning: { effort: 'low' },
      store: true,
      truncation: 'disabled',
      prompt_cache_key: 'k',
      metadata: { session_id: 's', user_id: 'ada' },
    });
    expect(request.canonical()).toMatchObject({
      maxOutputTokens: 9,
      temperature: 0.5,
      tools: [{ name: 'f', description: null, parameters: { type: 'object' }, strict: true }],
      toolChoice: { name: 'f' },
      responseFormat: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: null },
      reasoning: { effort: 'low', budgetTokens: null },
      unmapped: ['prompt_cache_key', 'text.verbosity'],
      essential: [],
    });
    expect([request.session, request.user]).toEqual(['s', 'ada']);
  });

  test.each([
    ['previous_response_id', { previous_response_id: 'resp_1' }],
    ['conversation', { conversation: 'conv_1' }],
    ['background', { background: true }],
    ['prompt', { prompt: { id: 'pmpt_1' } }],
    ['tools[0]', { tools: [{ type: 'web_search' }] }],
    ['tool_choice', { tool_choice: { type: 'web_search_preview' } }],
    ['input[0]', { input: [{ type: 'item_reference', id: 'msg_1' }] }],
    ['input[0]', { input: [{ type: 'computer_call', call_id: 'c' }] }],
  ])('%s is refused', (param, body) => {
    const error = refusal({ input: 'Hi', ...body });
    expect(error.code).toBe('RESPONSES_FIELD_UNSUPPORTED');
    expect(error.details.param).toBe(param);
  });

  test('fields deep in a request are named', () => {
    const content = [{ type: 'input_text', text: 'Hi', prompt_cache_breakpoint: true }];
    const { unmapped, essential } = read({
      input: [
        { role: 'user', content },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}', namespace: 'n', id: 'fc_1' },
      ],
      tools: [{ type: 'function', name: 'f', defer_loading: true, description: null }],
      reasoning: { effort: 'low', summary: 'auto', mode: 'pro' },
    }).canonical();
    expect(unmapped).toEqual([
      'reasoning.mode',
      'tools.defer_loading',
      'input.content.prompt_cache_breakpoint',
      'input.namespace',
    ]);
    expect(essential).toEqual([]);
  });

  test('a file has no place: another dialect must refuse it', () => {
    const content = [{ type: 'input_file', file_id: 'f' }];
    expect(read({ input: [{ role: 'user', content }] }).canonical().essential).toEqual([
      'input[0].content[0]',
    ]);
  });

  test.each([
    ['input', { input: [] }],
    ['input[0].role', { input: [{ content: 'x' }] }],
    ['input[0].call_id', { input: [{ type: 'function_call', name: 'f' }] }],
    ['model', { model: '', input: 'x' }],
  ])('%s is wrong', (param, body) => {
    const error = refusal(body);
    expect(error.code).toBe('BODY_INVALID');
    expect(error.details.param).toBe(param);
  });
});
