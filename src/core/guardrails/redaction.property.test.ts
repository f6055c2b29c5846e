import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piiMatcher } from './pii/index.ts';
import { createRedaction } from './redaction.ts';
import { secretsMatcher } from './secrets/index.ts';
import { joinMatchers } from './text-matcher.ts';
import { sensitiveText } from './testing/sensitive-text.ts';

const matcher = joinMatchers([piiMatcher, secretsMatcher]);
const withLookalikes = fc
  .tuple(sensitiveText, fc.constantFrom('', '[EMAIL_1]', '[LITERAL_1]', '[CARD_2', '[[EMAIL_1]]', '[', ']'))
  .map(([{ text, planted }, lookalike]) => ({ text: lookalike + text + lookalike, planted }));

describe('a redaction', () => {
  it('is put back as it was, also where the text had placeholders of its own', () => {
    fc.assert(
      fc.property(fc.array(withLookalikes, { maxLength: 4 }), (texts) => {
        const redaction = createRedaction(matcher);
        const redacted = texts.map(({ text }) => redaction.redact(text));
        expect(redacted.map((text) => redaction.restore(text))).toEqual(texts.map(({ text }) => text));
        for (const { planted } of texts)
          for (const secret of planted) expect(redacted.join('\n')).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('is put back into pieces as into the whole, holding back no more than a placeholder', () => {
    fc.assert(
      fc.property(withLookalikes, fc.array(fc.nat({ max: 7 }), { maxLength: 60 }), ({ text }, sizes) => {
        const redaction = createRedaction(matcher);
        const answer = `${redaction.redact(text)} and [EMAIL_7] and [EMA`;
        const restorer = redaction.restorer();
        let rest = answer;
        let restored = '';
        for (const size of sizes) {
          restored += restorer.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        restored += restorer.push(rest) + restorer.finish();
        expect(restored).toBe(redaction.restore(answer));
      }),
      { numRuns: 200 },
    );
  });

  it('names the same text the same, over all texts of a call', () => {
    const redaction = createRedaction(matcher);
    expect(redaction.redact('ana@example.org, bob@example.org')).toBe('[EMAIL_1], [EMAIL_2]');
    expect(redaction.redact('again bob@example.org')).toBe('again [EMAIL_2]');
    expect(redaction.redact('[EMAIL_1] is what I wrote')).toBe('[LITERAL_1] is what I wrote');
    expect(redaction.restore('tell [EMAIL_2] of [LITERAL_1] and [EMAIL_9]')).toBe(
      'tell bob@example.org of [EMAIL_1] and [EMAIL_9]',
    );
  });

  it('delays an answer only by what can become a placeholder', () => {
    const redaction = createRedaction(matcher);
    redaction.redact('ana@example.org');
    const restorer = redaction.restorer();
    expect(restorer.push('see [1] and [EM')).toBe('see [1] and ');
    expect(restorer.push('PTY] ')).toBe('[EMPTY] ');
    expect(restorer.push('[EMAIL_')).toBe('');
    expect(restorer.push('1]!')).toBe('ana@example.org!');
  });
});
