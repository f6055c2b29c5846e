import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anthropicIngress } from './anthropic/anthropic-ingress.ts';
import { anthropicUpstream } from './anthropic/anthropic-upstream.ts';
import type { ModelAnswer } from './canonical.ts';
import type { IngressDialect } from './ingress.ts';
import { openAiIngress } from './openai/openai-ingress.ts';
import { openAiUpstream } from './openai/openai-upstream.ts';
import { arbitraryAnswer, cutAt, eventsOf } from './testing/arbitrary-answer.ts';

/* What a dialect writes for a caller, it reads again as an upstream's: nothing is lost on the way. */

const CONTEXT = { requestId: 'req_1', model: 'm', createdUnixSeconds: 1 };

const openAiRequest = openAiIngress.readRequest(
  Buffer.from(
    JSON.stringify({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: 'x' }],
    }),
  ),
  {},
);
const anthropicRequest = anthropicIngress.readRequest(
  Buffer.from(JSON.stringify({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'x' }] })),
  {},
);

/** Anthropic takes thought with the proof that it is its own; none is written as an empty one. */
function unsigned(answer: ModelAnswer): ModelAnswer {
  const choices = answer.choices.map(({ parts, finishReason }) => ({
    finishReason,
    parts: parts.map((part) => (part.type === 'reasoning' ? { ...part, signature: null } : part)),
  }));
  return { ...answer, choices };
}

/** Arguments mean the same however they are spaced; reading an input that is an object writes it anew. */
function said(answer: ModelAnswer | null): unknown {
  if (answer === null) return null;
  const { id, model, usage, choices } = unsigned(answer);
  const { input, output, cacheRead, cacheWrite, reasoning } = usage;
  return { id, model, choices, usage: { input, output, cacheRead, cacheWrite, reasoning } };
}

describe.each([
  ['openai', openAiIngress, openAiUpstream, openAiRequest],
  ['anthropic', anthropicIngress, anthropicUpstream, anthropicRequest],
] as const)('%s', (_, ingress: IngressDialect, upstream, request) => {
  test('whole answers', () => {
    fc.assert(
      fc.property(arbitraryAnswer, (answer) => {
        const bytes = ingress.writeAnswer(answer, request, CONTEXT);
        const read = upstream.readAnswer(JSON.parse(Buffer.from(bytes).toString('utf8')));
        expect(said(read)).toEqual(said(answer));
      }),
      { numRuns: 100 },
    );
  });

  test('streams, in whatever pieces the text is written and the bytes arrive', () => {
    const size = fc.integer({ min: 1, max: 8 });
    const places = fc.array(fc.nat(), { maxLength: 20 });
    fc.assert(
      fc.property(arbitraryAnswer, size, places, (answer, pieces, cuts) => {
        const writer = ingress.writeStream(request, CONTEXT);
        const written = eventsOf(answer, pieces).map((event) => writer.write(event));
        const bytes = Buffer.concat([...written, writer.end()].filter((piece) => piece !== null));
        const reader = upstream.readStream();
        const raws: Uint8Array[] = [];
        for (const piece of cutAt(bytes, cuts)) {
          const step = reader.push(piece);
          expect(step.malformed).toBeNull();
          raws.push(...step.events.map(({ raw }) => raw));
        }
        expect(Buffer.concat(raws).equals(bytes)).toBe(true);
        expect(reader.complete).toBe(true);
        expect(said(reader.answer)).toEqual(said(answer));
      }),
      { numRuns: 100 },
    );
  });

  test('a stream that is cut anywhere before its end is not complete, and never throws', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.double({ min: 0, max: 0.5, noNaN: true }), (answer, share) => {
        const writer = ingress.writeStream(request, CONTEXT);
        const written = eventsOf(answer, 3).map((event) => writer.write(event));
        const bytes = Buffer.concat(written.filter((piece) => piece !== null));
        const reader = upstream.readStream();
        const step = reader.push(bytes.subarray(0, Math.floor(bytes.length * share)));
        expect(step.malformed).toBeNull();
        expect(reader.complete).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
