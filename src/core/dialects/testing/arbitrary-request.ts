import fc from 'fast-check';
import type { ImageSource, Message, ModelRequest, Part } from '../canonical.ts';

const text = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const object = fc.dictionary(name, fc.oneof(fc.string(), fc.integer(), fc.boolean()), { maxKeys: 3 });

const image: fc.Arbitrary<ImageSource> = fc.oneof(
  fc.webUrl().map((url) => ({ type: 'url' as const, url })),
  fc.base64String({ minLength: 4, maxLength: 8 }).map((data) => ({
    type: 'base64' as const,
    mediaType: 'image/png',
    data,
  })),
);
const textPart = text.map((said): Part => ({ type: 'text', text: said }));
const userPart = fc.oneof(
  textPart,
  image.map((source): Part => ({ type: 'image', source })),
);
const call = fc.record({ id: name, name, given: object });

const user = fc
  .array(userPart, { minLength: 1, maxLength: 3 })
  .map((parts): Message[] => [{ role: 'user', parts }]);
/** Calls and all their results, as they follow each other in every dialect, then words. */
const toolRound = fc
  .record({ calls: fc.array(call, { minLength: 1, maxLength: 3 }), result: text, answer: text })
  .map(({ calls, result, answer }): Message[] => [
    {
      role: 'assistant',
      parts: calls.map((one) => ({
        type: 'tool_call',
        id: one.id,
        name: one.name,
        arguments: JSON.stringify(one.given),
      })),
    },
    {
      role: 'tool',
      parts: calls.map(({ id }) => ({
        type: 'tool_result',
        id,
        content: [{ type: 'text', text: result }],
        isError: false,
      })),
    },
    { role: 'assistant', parts: [{ type: 'text', text: answer }] },
  ]);

const messages = fc
  .record({
    system: fc.option(text),
    rounds: fc.array(fc.tuple(user, toolRound), { maxLength: 2 }),
    last: user,
  })
  .map(({ system, rounds, last }): Message[] => [
    ...(system === null
      ? []
      : [{ role: 'system' as const, parts: [{ type: 'text' as const, text: system }] }]),
    ...rounds.flat(2),
    ...last,
  ]);

const tools = fc.array(
  fc.record({
    name,
    description: fc.option(text),
    parameters: object.map((properties) => ({ type: 'object', properties })),
    strict: fc.option(fc.boolean()),
  }),
  { minLength: 1, maxLength: 2 },
);

/** Requests that every dialect can say without loss. */
export const arbitraryRequest: fc.Arbitrary<ModelRequest> = fc
  .record({
    model: name,
    messages,
    tools,
    toolChoice: fc.oneof(fc.constantFrom('auto' as const, 'required' as const), fc.record({ name })),
    parallelToolCalls: fc.constant(false),
    maxOutputTokens: fc.integer({ min: 1, max: 10_000 }),
    temperature: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    topP: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    stop: fc.array(text, { maxLength: 4 }),
    user: fc.option(name),
    stream: fc.boolean(),
  })
  .map((given) => ({
    ...given,
    // -0 is written as 0.
    temperature: given.temperature === null ? null : given.temperature + 0,
    topP: given.topP === null ? null : given.topP + 0,
    topK: null,
    frequencyPenalty: null,
    presencePenalty: null,
    seed: null,
    choices: null,
    responseFormat: null,
    reasoning: null,
    serviceTier: null,
    unmapped: [],
    essential: [],
  }));
