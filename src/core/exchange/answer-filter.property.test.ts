import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  INGRESS_DIALECTS,
  UPSTREAM_DIALECTS,
  type AnswerEvent,
  type ModelAnswer,
} from '../dialects/index.ts';
import { arbitraryAnswer, cutAt, eventsOf } from '../dialects/testing/arbitrary-answer.ts';
import type { AnswerWatch, Redaction } from '../guardrails/guard.ts';
import { AnswerFilter } from './answer-filter.ts';
import { Judgement } from './judgement.ts';

/*
 * Whatever a stream's bytes are cut into and however much guards hold back: what the caller reads is what was said, with what
 * was replaced put back; what is recorded has the placeholders.
 */

const CONTEXT = { requestId: 'req_1', model: 'm', createdUnixSeconds: 1 };
const PLACEHOLDER = '[NAME_1]';
const ORIGINAL = 'Ann "the \\ boss"\nBerg';

/** Releases a piece only when so many more characters have come. */
function holding(characters: number): AnswerWatch {
  const held = new Map<string, string>();
  return {
    push: (lane, piece) => {
      const text = (held.get(lane) ?? '') + piece;
      const end = Math.max(0, text.length - characters);
      held.set(lane, text.slice(end));
      return characters % 2 === 0 ? text.slice(0, end) : Promise.resolve(text.slice(0, end));
    },
    finish: (lane) => held.get(lane) ?? '',
    runs: () => [],
  };
}

const redaction: Redaction = {
  redact: (text) => text,
  knows: (placeholder) => placeholder === PLACEHOLDER,
  restore: (text, encode = same) => text.replaceAll(PLACEHOLDER, encode(ORIGINAL)),
  restorer: (encode = same) => {
    let held = '';
    const release = (text: string) => redaction.restore(text, encode);
    return {
      push: (piece) => {
        const text = held + piece;
        const open = text.lastIndexOf('[');
        const end = open !== -1 && PLACEHOLDER.startsWith(text.slice(open)) ? open : text.length;
        held = text.slice(end);
        if (held !== PLACEHOLDER) return release(text.slice(0, end));
        held = '';
        return release(text);
      },
      finish: () => release(held),
    };
  },
};

function same(text: string): string {
  return text;
}

/** With a placeholder in every text. */
function marked(answer: ModelAnswer): ModelAnswer {
  const mark = (text: string) => `${text.slice(0, 3)}${PLACEHOLDER}${text.slice(3)}`;
  return {
    ...answer,
    choices: answer.choices.map(({ parts, finishReason }) => ({
      finishReason,
      parts: parts.map((part) => {
        if (part.type === 'tool_call') return { ...part, arguments: JSON.stringify({ to: PLACEHOLDER }) };
        return 'text' in part ? { ...part, text: mark(part.text) } : part;
      }),
    })),
  };
}

function restored(answer: ModelAnswer): ModelAnswer {
  return {
    ...answer,
    choices: answer.choices.map(({ parts, finishReason }) => ({
      finishReason,
      parts: parts.map((part) => {
        if (part.type === 'tool_call') return { ...part, arguments: JSON.stringify({ to: ORIGINAL }) };
        return 'text' in part ? { ...part, text: part.text.replaceAll(PLACEHOLDER, ORIGINAL) } : part;
      }),
    })),
  };
}

/** Ids, usage and texts; proofs are written in different ways. */
function said({ id, model, choices, usage: { input, output } }: ModelAnswer): unknown {
  const plain = choices.map(({ parts, finishReason }) => ({
    finishReason,
    parts: parts.map((part) => (part.type === 'reasoning' ? { ...part, signature: null } : part)),
  }));
  return { id, model, usage: { input, output }, choices: plain };
}

const DIALECTS = [
  ['openai', '/v1/chat/completions'],
  ['anthropic', '/v1/messages'],
] as const;

test.each(DIALECTS.flatMap(([from]) => DIALECTS.map(([to, path]) => [from, to, path] as const)))(
  'from %s to %s',
  async (from, to, path) => {
    const sender = Object.values(INGRESS_DIALECTS).find(({ dialect }) => dialect === from);
    const ingress = INGRESS_DIALECTS[path];
    if (sender === undefined || ingress === undefined) throw new Error(path);
    const body = { model: 'm', max_tokens: 1, stream: true, messages: [{ role: 'user', content: 'x' }] };
    const bytes = Buffer.from(JSON.stringify({ ...body, stream_options: { include_usage: true } }));
    const write = (dialect: typeof ingress, events: readonly AnswerEvent[]) => {
      const writer = dialect.writeStream(dialect.readRequest(bytes, {}), CONTEXT);
      const pieces = events.map((event) => writer.write(event) ?? new Uint8Array());
      return Buffer.concat([...pieces, writer.end() ?? new Uint8Array()]);
    };
    const size = fc.integer({ min: 1, max: 9 });
    const places = fc.array(fc.nat(4_000), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer, size, places, fc.nat(12), async (given, pieces, cuts, held) => {
        const answer = marked(given);
        const judgement = new Judgement();
        judgement.watch = holding(held);
        judgement.redactions.push(redaction);
        const filter = new AnswerFilter(judgement, to !== 'anthropic');
        const reader = UPSTREAM_DIALECTS[from].readStream();
        const released: AnswerEvent[] = [];
        for (const chunk of cutAt(write(sender, eventsOf(answer, pieces)), cuts)) {
          for (const { events } of reader.push(chunk).events) {
            for (const event of events) released.push(...(await filter.step(event)));
          }
        }
        released.push(...(await filter.end()));
        const caller = UPSTREAM_DIALECTS[to].readStream();
        caller.push(write(ingress, released));
        expect(said(caller.answer)).toEqual(said(restored(answer)));
        expect(said(filter.answer)).toEqual(said(answer));
      }),
      { numRuns: 50 },
    );
  },
);
