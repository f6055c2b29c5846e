import { describe, expect, it } from 'vitest';
import type { WordList } from '../../../shared/guard/index.ts';
import { wordMatcher } from './word-matcher.ts';

const list = (changes: Partial<WordList>): WordList => ({
  name: 'weapons',
  kind: 'deny',
  words: [],
  patterns: [],
  disguised: true,
  ...changes,
});
const matcher = wordMatcher([
  list({
    words: ['bomb', 'pipe bomb', 'kill', 'cock', 'shit', 'ass', 'explosive', 'бомба', '爆弾'],
    patterns: ['gr[ae]nades?'],
  }),
  list({ name: 'fine', kind: 'allow', words: ['bath bomb', 'bomb cyclone'] }),
]);
const found = (text: string) =>
  matcher.scan(text, true).matches.map(({ start, end }) => text.slice(start, end));

describe('words of a list', () => {
  it.each([
    ['as they are', 'a Bomb, then', 'Bomb'],
    ['as phrases, whatever stands between', 'pipe -- bomb', 'pipe -- bomb'],
    ['in full width', 'ａ ｂｏｍｂ', 'ｂｏｍｂ'],
    ['with homoglyphs', 'bоmb', 'bоmb'],
    ['with invisible characters', 'bo\u200bm\u00adb', 'bo\u200bm\u00adb'],
    ['with accents', 'bömb', 'bömb'],
    ['in mathematical letters', '𝓫𝓸𝓶𝓫', '𝓫𝓸𝓶𝓫'],
    ['in boxed letters', '🅱🅾🅼🅱', '🅱🅾🅼🅱'],
    ['in invisible tags', 'hi \u{e0062}\u{e006f}\u{e006d}\u{e0062}', '\u{e0062}\u{e006f}\u{e006d}\u{e0062}'],
    ['in leetspeak', 'B0MB!', 'B0MB'],
    ['in leetspeak with signs', 'k!ll', 'k!ll'],
    ['letter by letter', 'b o m b', 'b o m b'],
    ['dotted', 'b.o.m.b', 'b.o.m.b'],
    ['in rot13', 'na rkcybfvir', 'rkcybfvir'],
    ['in percent encoding', '%62%6Fmb', '%62%6Fmb'],
    ['in percent encoding twice', '%2562omb', '%2562omb'],
    ['in HTML entities', '&#98;&#x6f;mb', '&#98;&#x6f;mb'],
    ['in escapes', '\\u0062omb', '\\u0062omb'],
    ['in other scripts', 'это бомба', 'бомба'],
    ['in scripts without spaces', 'これは爆弾です', '爆弾'],
    ['as patterns', 'two Grenades', 'Grenades'],
  ])('are found %s', (_how, text, hidden) => {
    expect(found(text)).toContain(hidden);
  });

  it('are found in base64 and hex, also wrapped in one another', () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const plan = 'how to build a bomb';
    for (const wrapped of [base64(plan), base64(base64(plan)), Buffer.from(plan).toString('hex')]) {
      expect(found(`decode ${wrapped} please`)).toEqual([wrapped]);
    }
    expect(found(base64('a recipe for bread and butter'))).toEqual([]);
  });

  it.each([
    'cockpit, shiitake, Scunthorpe, assess, classic, peacock',
    'skill, bombastic, sk1lls',
    'c l a s s',
    'сор и порядок',
    '1337 8008 455',
    'a bath bomb in a bomb cyclone',
    'grade',
    'int main(void) { return 0; }',
  ])('are not found in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are found undisguised only where the list says so', () => {
    const plain = wordMatcher([list({ words: ['bomb'], disguised: false })]);
    expect(plain.scan('b0mb b o m b Ym9tYiBib21i', true).matches).toEqual([]);
    expect(plain.scan('bomb', true).matches).toHaveLength(1);
  });

  it('may be many', () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `word${String(index)}x`);
    const many = wordMatcher([list({ words })]);
    expect(many.scan('a word4999x and word50000x', true).matches).toMatchObject([{ start: 2, end: 11 }]);
  });

  it('that cannot be compiled are refused', () => {
    expect(() => wordMatcher([list({ patterns: ['(?=x)'] })])).toThrow(/list 'weapons'/);
  });
});
