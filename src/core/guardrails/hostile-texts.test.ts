import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuardrails } from './guardrails.ts';
import { piiMatcher } from './pii/index.ts';
import { secretsMatcher } from './secrets/index.ts';
import { callWith, noServices, settingsWith } from './testing/guarded-call.ts';
import { sensitiveText } from './testing/sensitive-text.ts';
import { wordMatcher } from './words/word-matcher.ts';

const words = wordMatcher([
  {
    name: 'w',
    kind: 'deny',
    words: ['bomb', 'aaaaaaaaab', 'pipe bomb', 'a b c d e f g'],
    patterns: ['(a+)+$'],
    disguised: true,
  },
  { name: 'fine', kind: 'allow', words: ['bath bomb'], patterns: [], disguised: false },
]);
const MATCHERS = { pii: piiMatcher, secrets: secretsMatcher, words };

/** Repeated, each makes some scanner that is not linear slow. */
const REPEATED = [
  'a',
  '1',
  ' ',
  '1 ',
  '4 6 5 ',
  '1111 ',
  '4111-1111-',
  '+1',
  '(1',
  '@',
  'a@',
  'a@b.',
  'a@b.co ',
  '://',
  'a://b:c@d ',
  ':',
  'a:',
  'password=',
  'password="',
  'token:aaaaaaaaaaaaaaaa1 ',
  'eyJ-',
  'eyJaaaaaaaa.',
  'sk-',
  '-----BEGIN ',
  '-----BEGIN PRIVATE KEY-----',
  '-----END ',
  'AKIA',
  '1:',
  '::1',
  'DE89 ',
  'AB12 ',
  'b ',
  'b.',
  'aaaa',
  'bomb ',
  'Ym9tYg',
  'YmI= ',
  '%62',
  '%',
  '&#98;',
  '\\u0062',
  '\u200b',
  '\ufdfa',
  '\ud800',
  '電',
  '🅱',
  '[EMAIL_1]',
  'call me 1 ',
  '0044 ',
  '0044-',
  '电话 1',
  '密码：a1!',
  "'",
  '12.345.678-',
  'is ',
  'Bearer ',
];
/** So long that what is not linear does not come to its end in the time of a test. */
const SIZE = 100_000;

describe.each(Object.entries(MATCHERS))('%s', (_name, matcher) => {
  it('takes time in proportion to the text, whatever is repeated in it', () => {
    for (const part of REPEATED) {
      const text = part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);
      expect(matcher.scan(text, true).settled).toBe(SIZE);
    }
  });

  it('survives any text, and finds only places within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (text, isWhole) => {
        const { matches, settled } = matcher.scan(text, isWhole);
        const outside = matches.filter(({ start, end }) => start < 0 || end <= start || end > text.length);
        expect({ outside, isWithin: settled >= 0 && settled <= text.length }).toEqual({
          outside: [],
          isWithin: true,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('says of the beginning of a text what it says of the whole, as far as it is settled', () => {
    fc.assert(
      fc.property(sensitiveText, fc.nat(), ({ text }, cut) => {
        const head = text.slice(0, text.length === 0 ? 0 : cut % text.length);
        const { matches, settled } = matcher.scan(head, false);
        const before = (start: number) => start < settled;
        const key = ({ start, end, kind }: { start: number; end: number; kind: string }) =>
          `${String(start)}-${String(end)} ${kind}`;
        expect(
          matches
            .filter(({ start }) => before(start))
            .map(key)
            .sort(),
        ).toEqual(
          matcher
            .scan(text, true)
            .matches.filter(({ start }) => before(start))
            .map(key)
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('an answer without an end', () => {
  it.each(['1', 'a', '-----BEGIN PRIVATE KEY-----\nAAAA', 'b ', 'x@'])(
    'of %j is let go as it comes',
    async (part) => {
      const on = { enabled: true, action: 'redact' as const };
      const watch = createGuardrails(settingsWith({ pii: on, secrets: on }), noServices).watchAnswer(
        callWith([]),
        [],
      );
      const piece = part.repeat(Math.ceil(10_000 / part.length));
      let released = 0;
      let most = 0;
      for (let sent = piece.length; sent <= 400_000; sent += piece.length) {
        released += (await watch!.push('0', piece)).length;
        if (!part.startsWith('-')) most = Math.max(most, sent - released);
      }
      released += (await watch!.finish('0')).length;
      expect(most).toBeLessThan(40_000);
      expect(released).toBeGreaterThan(0);
    },
  );
});
