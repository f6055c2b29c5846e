import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SseScanner } from './sse-scanner.ts';

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
  fc.constantFrom('data', 'data:', 'data:x', ': comment', 'event: ping', 'id: 4', 'dataset: no'),
);
const newline = fc.constantFrom('\n', '\r\n');
const stream = fc
  .array(fc.tuple(fc.array(line, { maxLength: 3 }), newline))
  .map((events) => events.map(([lines, end]) => lines.map((text) => text + end).join('') + end).join(''));

function scan(pieces: readonly Uint8Array[]) {
  const scanner = new SseScanner();
  const events = pieces.flatMap((piece) => scanner.push(piece));
  return {
    data: events.map(({ data }) => data),
    raw: Buffer.concat(events.map(({ raw }) => raw)).toString('utf8'),
    pending: scanner.pendingBytes,
  };
}

test('any cutting of the bytes gives the same events and loses no byte', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat({ max: 400 })), fc.string({ maxLength: 5 }), (text, cuts, tail) => {
      const bytes = Buffer.from(text + tail.replace(/[\r\n]/g, ''));
      const marks = [...new Set([0, ...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort(
        (a, b) => a - b,
      );
      const pieces = marks.slice(1).map((mark, index) => bytes.subarray(marks[index], mark));
      const whole = scan([bytes]);
      expect(scan(pieces)).toEqual(whole);
      expect(
        whole.raw.length + Buffer.from(bytes).subarray(Buffer.byteLength(whole.raw)).toString().length,
      ).toBe(bytes.toString().length);
      expect(whole.pending).toBe(bytes.length - Buffer.byteLength(whole.raw));
    }),
  );
});

test('byte for byte it reads what it reads at once', () => {
  const bytes = Buffer.from('data: {"a":"é€😀"}\r\n\r\n: hello\n\ndata: one\ndata: two\n\ndata: [DONE]\n\n');
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(scan(single)).toEqual(scan([bytes]));
  expect(scan(single).data).toEqual(['{"a":"é€😀"}', null, 'one\ntwo', '[DONE]']);
});

test('an endless event is refused instead of being kept', () => {
  const scanner = new SseScanner(100);
  scanner.push(Buffer.alloc(90, 'x'));
  expect(() => scanner.push(Buffer.alloc(20, 'x'))).toThrow(RangeError);
});
