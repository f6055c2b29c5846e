import { describe, expect, test } from 'vitest';
import { EventStreamReader } from '../event-stream-reader.ts';
import { ChunkDecoder } from './chunk-decoder.ts';

const event = (data: object | string) =>
  Buffer.from(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
const delta = (value: object, finish: string | null = null) =>
  event({
    id: 'c1',
    model: 'm-1',
    choices: [{ index: 0, delta: value, finish_reason: finish }],
    usage: null,
  });
const usage = event({ id: 'c1', choices: [], usage: { prompt_tokens: 5, completion_tokens: 2 } });

function read(pieces: readonly Uint8Array[], hideUsage = false) {
  const reader = new EventStreamReader(new ChunkDecoder());
  const steps = pieces.map((piece) => reader.push(piece));
  const shown = steps.flatMap(({ events }) => events).filter(({ usageOnly }) => !(hideUsage && usageOnly));
  return {
    reader,
    forwarded: Buffer.concat(shown.map(({ raw }) => raw)).toString('utf8'),
    malformed: steps.map(({ malformed }) => malformed).find((it) => it !== null) ?? null,
  };
}

describe('ChunkDecoder', () => {
  test('joins text and tool calls by their index', () => {
    const { reader } = read([
      delta({ role: 'assistant', content: 'Hel' }),
      delta({ content: 'lo' }),
      delta({ tool_calls: [{ index: 1, id: 'b', function: { name: 'second', arguments: '{"x"' } }] }),
      delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'first', arguments: '{}' } }] }),
      delta({ tool_calls: [{ index: 1, function: { arguments: ':1}' } }] }),
      delta({}, 'tool_calls'),
    ]);
    expect(reader.answer.choices[0]).toMatchObject({
      finishReason: 'tool_calls',
      parts: [
        { type: 'text', text: 'Hello' },
        { type: 'tool_call', id: 'b', name: 'second', arguments: '{"x":1}' },
        { type: 'tool_call', id: 'a', name: 'first', arguments: '{}' },
      ],
    });
    expect(reader.answer).toMatchObject({ id: 'c1', model: 'm-1' });
  });

  test('hides the usage chunk that only the engine wanted, and reads it', () => {
    const pieces = [delta({ content: 'x' }, 'stop'), usage, event('[DONE]')];
    const hidden = read(pieces, true);
    expect(hidden.forwarded).toBe(Buffer.concat([pieces[0] ?? usage, event('[DONE]')]).toString());
    expect(hidden.reader.answer.usage).toMatchObject({ input: 5, output: 2, cacheRead: null });
    expect(read(pieces).forwarded).toBe(Buffer.concat(pieces).toString());
  });

  test('is complete with [DONE], or with every choice finished, never in the middle of an event', () => {
    const last = delta({}, 'stop');
    expect(read([delta({ content: 'x' })]).reader.complete).toBe(false);
    expect(read([last]).reader.complete).toBe(true);
    expect(read([last, usage.subarray(0, 10)]).reader.complete).toBe(false);
    expect(read([event('[DONE]')]).reader.complete).toBe(true);
  });

  test('holds half an event back', () => {
    const half = delta({ content: 'x' });
    expect(read([half, half.subarray(0, 20)]).forwarded).toBe(half.toString());
  });

  test('says what is malformed, after handing on what was whole', () => {
    const good = delta({ content: 'x' });
    const { forwarded, malformed } = read([Buffer.concat([good, event('{"choices": [')])]);
    expect(forwarded).toBe(good.toString());
    expect(malformed).toMatch(/JSON/);
    expect(read([event('42')]).malformed).toBe('an event is not a JSON object');
  });

  test('keeps the error that the provider sent', () => {
    const { error } = read([event({ error: { message: 'no', code: 'broke' } })]).reader;
    expect(error).toMatchObject({ type: 'broke', message: 'no' });
    expect(read([event({ error: 'flat' })]).reader.error).toMatchObject({ type: 'error', message: 'flat' });
  });

  test('thought and text of compatible servers are parts of their own', () => {
    const { reader } = read([
      delta({ reasoning_content: 'Hm' }),
      delta({ reasoning: '.' }),
      delta({ content: 'Yes' }),
      delta({ refusal: 'No' }, 'content_filter'),
    ]);
    expect(reader.answer.choices[0]?.parts).toEqual([
      { type: 'reasoning', text: 'Hm.', signature: null, redacted: null },
      { type: 'text', text: 'Yes' },
      { type: 'refusal', text: 'No' },
    ]);
  });

  test('a hostile index does not make it allocate', () => {
    const { reader } = read([event({ choices: [{ index: 2_000_000_000, delta: { content: 'x' } }] })]);
    expect(reader.answer.choices).toHaveLength(1);
  });
});
