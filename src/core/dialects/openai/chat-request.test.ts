import { describe, expect, test } from 'vitest';
import { SignalboxError } from '../../../shared/errors.ts';
import { parseChatRequest, upstreamBytes } from './chat-request.ts';

const MINIMAL = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };
const parse = (body: unknown) =>
  parseChatRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

function problem(body: unknown): SignalboxError {
  try {
    parse(body);
  } catch (error) {
    if (error instanceof SignalboxError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('parseChatRequest', () => {
  test('takes unknown fields, nulls and every form of content', () => {
    const request = parse({
      ...MINIMAL,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a' },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '' } }],
        },
        { role: 'tool', content: 'r', tool_call_id: '1' },
      ],
      temperature: null,
      something_new: { a: 1 },
    });
    expect(request.stream).toBe(false);
    expect(request.body.something_new).toEqual({ a: 1 });
  });

  test.each([
    ['{', 'BODY_NOT_JSON', undefined],
    ['', 'BODY_NOT_JSON', undefined],
    [[], 'BODY_INVALID', ''],
    [{ messages: MINIMAL.messages }, 'BODY_INVALID', 'model'],
    [{ model: 'm', messages: [] }, 'BODY_INVALID', 'messages'],
    [{ model: 'm', messages: [{ content: 'x' }] }, 'BODY_INVALID', 'messages[0].role'],
    [{ ...MINIMAL, stream: 'yes' }, 'BODY_INVALID', 'stream'],
    [{ ...MINIMAL, tools: [{ type: 'function', function: {} }] }, 'BODY_INVALID', 'tools[0].function.name'],
  ])('%j is refused as %s at %s', (body, code, param) => {
    const error = problem(body);
    expect(error.code).toBe(code);
    expect(error.details.param).toBe(param);
  });
});

describe('upstreamBytes', () => {
  test('the caller’s own bytes go on when nothing must change', () => {
    const plain = parse(MINIMAL);
    expect(upstreamBytes(plain, 'm')).toBe(plain.bytes);
    const streamed = parse({ ...MINIMAL, stream: true, stream_options: { include_usage: true } });
    expect(upstreamBytes(streamed, 'm')).toBe(streamed.bytes);
  });

  test('the model is renamed and usage asked for, all else kept', () => {
    const request = parse({
      ...MINIMAL,
      stream: true,
      extra: [1],
      stream_options: { include_obfuscation: false },
    });
    const sent: unknown = JSON.parse(Buffer.from(upstreamBytes(request, 'other')).toString());
    expect(sent).toEqual({
      ...MINIMAL,
      model: 'other',
      stream: true,
      extra: [1],
      stream_options: { include_obfuscation: false, include_usage: true },
    });
  });
});
