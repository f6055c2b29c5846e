import fc from 'fast-check';
import { NO_USAGE, type TokenUsage } from '../../../shared/usage.ts';
import type { AnswerEvent, FinishReason, ModelAnswer, Part } from '../canonical.ts';

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const json = fc
  .dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean()))
  .map((value) => JSON.stringify(value));

/** Parts in the order in which every vendor writes them: at most one of thought, one of text, then calls. */
const parts = fc
  .record({
    thought: fc.option(text),
    said: fc.option(text),
    calls: fc.array(fc.record({ id: name, name, given: json }), { maxLength: 3 }),
  })
  .map(({ thought, said, calls }): Part[] => [
    ...(thought === null
      ? []
      : [{ type: 'reasoning' as const, text: thought, signature: null, redacted: null }]),
    ...(said === null ? [] : [{ type: 'text' as const, text: said }]),
    ...calls.map((call) => ({
      type: 'tool_call' as const,
      id: call.id,
      name: call.name,
      arguments: call.given,
    })),
  ]);

const count = fc.integer({ min: 0, max: 100_000 });
const usage = fc
  .record({ fresh: count, output: count, cacheRead: count, cacheWrite: count, reasoning: count })
  .map(({ fresh, cacheRead, cacheWrite, ...rest }): TokenUsage => ({
    ...NO_USAGE,
    ...rest,
    cacheRead,
    cacheWrite,
    input: fresh + cacheRead + cacheWrite,
  }));

/** Reasons that every vendor has. */
const reason = fc.constantFrom<FinishReason>('stop', 'length', 'tool_calls');

/** Whole answers of one choice that every dialect can say without loss. */
export const arbitraryAnswer: fc.Arbitrary<ModelAnswer> = fc
  .record({ id: name, model: name, parts, reason, usage })
  .map(({ id, model, reason: finishReason, usage: used, ...choice }) => ({
    id,
    model,
    choices: [{ parts: choice.parts, finishReason }],
    usage: used,
    serviceTier: null,
  }));

/** The events that tell an answer, its texts in pieces of `size` characters. */
export function eventsOf(answer: ModelAnswer, size: number): AnswerEvent[] {
  const events: AnswerEvent[] = [{ type: 'start', id: answer.id, model: answer.model }];
  const at = { choice: 0 };
  const [choice] = answer.choices;
  (choice?.parts ?? []).forEach((part, index) => {
    const here = { ...at, part: index };
    if (part.type === 'text') {
      for (const piece of pieces(part.text, size)) events.push({ type: 'text', ...here, text: piece });
    } else if (part.type === 'reasoning') {
      for (const piece of pieces(part.text, size)) {
        events.push({ type: 'reasoning', ...here, text: piece, signature: null, redacted: null });
      }
    } else if (part.type === 'tool_call') {
      events.push({ type: 'tool_call', ...here, id: part.id, name: part.name });
      for (const piece of pieces(part.arguments, size)) {
        events.push({ type: 'arguments', ...here, json: piece });
      }
    }
  });
  events.push({ type: 'finish', ...at, reason: choice?.finishReason ?? 'stop' });
  events.push({ type: 'usage', usage: answer.usage });
  return events;
}

/** By code points, so that no character is torn. */
function pieces(given: string, size: number): string[] {
  const characters = [...given];
  const count = Math.ceil(characters.length / size);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
}

/** The bytes cut at the given places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}
