import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuardAction } from '../../shared/guard/index.ts';
import { SignalboxError } from '../../shared/errors.ts';
import { createGuardrails } from './guardrails.ts';
import { callWith, noServices, settingsWith } from './testing/guarded-call.ts';
import { sensitiveText } from './testing/sensitive-text.ts';

function watching(action: Exclude<GuardAction, 'warn'>) {
  const on = { enabled: true, action };
  return createGuardrails(
    settingsWith({ pii: on, secrets: on, words: { ...on, lists: [WORDS, HARMLESS] } }),
    noServices,
  );
}
const WORDS = {
  name: 'weapons',
  kind: 'deny' as const,
  words: ['bomb', 'pipe bomb', 'nerve agent'],
  patterns: ['gr[ae]nades?'],
  disguised: true,
};
const HARMLESS = { ...WORDS, name: 'baths', kind: 'allow' as const, words: ['bath bomb'], patterns: [] };

interface Seen {
  released: string;
  isBlocked: boolean;
}

/** What goes on of an answer that comes in these pieces. */
async function watch(action: Exclude<GuardAction, 'warn'>, pieces: readonly string[]): Promise<Seen> {
  const answer = watching(action).watchAnswer(callWith([]), []);
  if (answer === null) throw new Error('Nobody watches.');
  let released = '';
  try {
    for (const piece of pieces) released += await answer.push('0', piece);
    released += await answer.finish('0');
  } catch (error) {
    if (!(error instanceof SignalboxError) || error.code !== 'GUARD_BLOCKED') throw error;
    return { released, isBlocked: true };
  }
  return { released, isBlocked: false };
}

function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  let rest = text;
  for (const length of lengths) {
    pieces.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...pieces, rest];
}

const lengths = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 120 });

describe('an answer that comes in pieces', () => {
  it('is redacted as it is in one piece, whatever the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(sensitiveText, lengths, async ({ text }, sizes) => {
        const whole = await watch('redact', [text]);
        expect(await watch('redact', cut(text, sizes))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('never lets a byte of what it redacts leave', async () => {
    await fc.assert(
      fc.asyncProperty(sensitiveText, lengths, async ({ text, planted }, sizes) => {
        const { released } = await watch('redact', cut(text, sizes));
        for (const secret of planted) expect(released).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('is blocked in pieces where it is blocked in one, before the match', async () => {
    await fc.assert(
      fc.asyncProperty(sensitiveText, lengths, async ({ text, first }, sizes) => {
        const whole = await watch('block', [text]);
        const inPieces = await watch('block', cut(text, sizes));
        expect(inPieces.isBlocked).toBe(whole.isBlocked);
        if (!inPieces.isBlocked) expect(inPieces.released).toBe(text);
        expect(text.startsWith(inPieces.released)).toBe(true);
        expect(inPieces.released.length).toBeLessThanOrEqual(first ?? text.length);
      }),
      { numRuns: 200 },
    );
  });

  it('is not touched by guards that only flag, and not delayed', async () => {
    await fc.assert(
      fc.asyncProperty(sensitiveText, async ({ text }) => {
        expect(await watch('flag', [...text])).toEqual({ released: text, isBlocked: false });
      }),
      { numRuns: 50 },
    );
  });
});
