import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_USAGE } from '../../../shared/usage.ts';
import { AnswerBuilder } from '../answer-builder.ts';
import type { AnswerEvent, FinishReason } from '../canonical.ts';
import { responsesIngress } from './responses-ingress.ts';

const CONTEXT = { requestId: 'req_1', model: 'm', createdUnixSeconds: 5 };
const request = responsesIngress.readRequest(
  Buffer.from(JSON.stringify({ model: 'm', input: 'Hi', stream: true })),
  {},
);

interface WireEvent {
  type: string;
  sequence_number: number;
  response?: Record<string, unknown>;
  [field: string]: unknown;
}

function written(events: readonly AnswerEvent[]): WireEvent[] {
  const writer = responsesIngress.writeStream(request, CONTEXT);
  const bytes = [...events.map((event) => writer.write(event)), writer.end()];
  return parse(Buffer.concat(bytes.filter((piece) => piece !== null)).toString('utf8'));
}

function parse(text: string): WireEvent[] {
  return text
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      const [name = '', data = ''] = event.split('\n');
      const parsed = JSON.parse(data.replace(/^data: /, '')) as WireEvent;
      expect(name).toBe(`event: ${parsed.type}`);
      return parsed;
    });
}

interface GivenPart {
  type: 'text' | 'refusal' | 'reasoning' | 'tool_call';
  texts: string[];
  signature: string | null;
}

const part: fc.Arbitrary<GivenPart> = fc.record({
  type: fc.constantFrom('text', 'refusal', 'reasoning', 'tool_call'),
  texts: fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  signature: fc.option(fc.base64String({ minLength: 4 })),
});

const reasons: fc.Arbitrary<FinishReason> = fc.constantFrom('stop', 'length', 'content_filter', 'tool_calls');
const answers = fc.tuple(fc.array(part, { maxLength: 5 }), reasons);

function eventsOf([parts, reason]: [readonly GivenPart[], FinishReason]): AnswerEvent[] {
  const events: AnswerEvent[] = [{ type: 'start', id: 'x', model: 'real' }];
  parts.forEach((given, index) => {
    const at = { choice: 0, part: index };
    if (given.type === 'tool_call') {
      events.push({ ...at, type: 'tool_call', id: `c${index}`, name: 'f' });
      for (const json of given.texts) events.push({ ...at, type: 'arguments', json });
    } else if (given.type === 'reasoning') {
      const none = { signature: null, redacted: null };
      for (const text of given.texts) events.push({ ...at, type: 'reasoning', text, ...none });
      const { signature } = given;
      if (signature !== null) events.push({ ...at, type: 'reasoning', text: '', signature, redacted: null });
    } else {
      for (const text of given.texts) events.push({ ...at, type: given.type, text });
    }
  });
  const usage = { ...NO_USAGE, input: 3, output: 4, cacheRead: 1 };
  return [...events, { type: 'finish', choice: 0, reason }, { type: 'usage', usage }];
}

test('a streamed answer ends with what the same answer is when whole, and its events are numbered', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const events = eventsOf(given);
      const builder = new AnswerBuilder();
      for (const event of events) builder.apply(event);
      const whole = JSON.parse(
        Buffer.from(responsesIngress.writeAnswer(builder.answer, request, CONTEXT)).toString('utf8'),
      ) as Record<string, unknown>;
      const wire = written(events);
      const { completed_at: _, ...last } = wire.at(-1)?.response ?? {};
      const { completed_at: __, ...expected } = whole;
      expect(last).toEqual(expected);
      expect(wire.map(({ sequence_number }) => sequence_number)).toEqual(wire.map((_, index) => index));
      expect(wire.slice(0, 2).map(({ type }) => type)).toEqual(['response.created', 'response.in_progress']);
      const added = wire.filter(({ type }) => type === 'response.output_item.added');
      const done = wire.filter(({ type }) => type === 'response.output_item.done');
      expect(done.map(({ output_index }) => output_index).sort()).toEqual(
        added.map(({ output_index }) => output_index),
      );
    }),
  );
});

test('the events of words, in order', () => {
  const at = { choice: 0, part: 0 };
  const types = written([
    { type: 'start', id: 'x', model: 'm' },
    { ...at, type: 'text', text: 'Hel' },
    { ...at, type: 'text', text: 'lo' },
    { type: 'finish', choice: 0, reason: 'stop' },
  ]).map(({ type }) => type);
  expect(types).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.delta',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
});
