import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geminiUpstream } from './gemini-upstream.ts';

const event = (candidate: object | null, usage: object, extra: object = {}) =>
  `data: ${JSON.stringify({
    ...(candidate === null ? {} : { candidates: [candidate] }),
    usageMetadata: usage,
    modelVersion: 'gemini-3-flash',
    responseId: 'id1',
    ...extra,
  })}\r\n\r\n`;
const parts = (...given: object[]) => ({ content: { parts: given, role: 'model' }, index: 0 });

const STREAM = [
  event(parts({ text: 'Let me säy', thought: true }), { promptTokenCount: 8, thoughtsTokenCount: 3 }),
  event(parts({ text: ' it.', thought: true }), { promptTokenCount: 8, thoughtsTokenCount: 5 }),
  event(parts({ text: 'Hello ' }), { promptTokenCount: 8, thoughtsTokenCount: 5, candidatesTokenCount: 1 }),
  event(parts({ text: 'wörld 😀' }), { promptTokenCount: 8, thoughtsTokenCount: 5, candidatesTokenCount: 4 }),
  event(parts({ functionCall: { name: 'f', args: { a: [1, 'ü'] } }, thoughtSignature: 'c2ln' }), {
    promptTokenCount: 8,
  }),
  event(
    { ...parts({ text: '', thoughtSignature: 'ZW5k' }), finishReason: 'STOP' },
    { promptTokenCount: 8, thoughtsTokenCount: 5, candidatesTokenCount: 9, totalTokenCount: 22 },
  ),
].join('');

function readIn(pieces: readonly Uint8Array[]) {
  const reader = geminiUpstream.readStream();
  const read = pieces.flatMap((piece) => {
    const step = reader.push(piece);
    expect(step.malformed).toBeNull();
    return step.events;
  });
  return {
    answer: reader.answer,
    complete: reader.complete,
    events: read.flatMap(({ events }) => events),
    raw: Buffer.concat(read.map(({ raw }) => raw)).toString('utf8'),
  };
}

const BYTES = Buffer.from(STREAM);

test('a stream is read', () => {
  const { answer, complete, raw } = readIn([BYTES]);
  expect(complete).toBe(true);
  expect(raw).toBe(STREAM);
  expect(answer).toMatchObject({
    id: 'id1',
    model: 'gemini-3-flash',
    choices: [
      {
        finishReason: 'tool_calls',
        parts: [
          { type: 'reasoning', text: 'Let me säy it.', signature: null },
          { type: 'text', text: 'Hello wörld 😀' },
          { type: 'reasoning', text: '', signature: 'gemini:c2ln' },
          { type: 'tool_call', id: 'call_id1_0', name: 'f', arguments: '{"a":[1,"ü"]}' },
          { type: 'reasoning', text: '', signature: 'gemini:ZW5k' },
        ],
      },
    ],
    usage: { input: 8, output: 14, reasoning: 5 },
  });
});

test('cut at any bytes it gives the same events and the same answer', () => {
  const whole = readIn([BYTES]);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: BYTES.length - 1 }), { maxLength: 40 }), (cuts) => {
      const marks = [...new Set([0, ...cuts, BYTES.length])].sort((a, b) => a - b);
      const pieces = marks.slice(1).map((mark, index) => BYTES.subarray(marks[index], mark));
      expect(readIn(pieces)).toEqual(whole);
    }),
  );
});

test('a stream that ends too early is not complete, wherever it is cut', () => {
  const lastEvent = STREAM.lastIndexOf('data:');
  fc.assert(
    fc.property(fc.nat({ max: BYTES.length - 1 }), (end) => {
      expect(readIn([BYTES.subarray(0, end)]).complete).toBe(false);
    }),
  );
  expect(readIn([BYTES.subarray(0, Buffer.byteLength(STREAM.slice(0, lastEvent)))]).complete).toBe(false);
});

test('a blocked prompt completes a stream', () => {
  const reader = geminiUpstream.readStream();
  reader.push(
    Buffer.from(event(null, { promptTokenCount: 4 }, { promptFeedback: { blockReason: 'SAFETY' } })),
  );
  expect(reader.complete).toBe(true);
  expect(reader.answer.choices).toEqual([{ parts: [], finishReason: 'content_filter' }]);
});

test('an error in mid-stream, a failure of the model and broken JSON are told apart', () => {
  const failing = geminiUpstream.readStream();
  failing.push(
    Buffer.from('data: {"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}\r\n\r\n'),
  );
  expect(failing.error).toMatchObject({ type: 'UNAVAILABLE', message: 'overloaded' });
  const broken = geminiUpstream.readStream();
  broken.push(Buffer.from(event({ finishReason: 'MALFORMED_FUNCTION_CALL', index: 0 }, {})));
  expect(broken.error).toMatchObject({ type: 'MALFORMED_FUNCTION_CALL' });
  expect(broken.complete).toBe(false);
  const malformed = geminiUpstream.readStream();
  expect(malformed.push(Buffer.from('data: {"candidates": [{\r\n\r\n')).malformed).not.toBeNull();
});
