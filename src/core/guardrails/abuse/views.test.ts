import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcePath } from '../../resources.ts';
import { foldText, unleet } from './fold-text.ts';
import { viewsOf } from './views.ts';
import { readWordVectors } from './word-vectors.ts';

const vectors = readWordVectors(readFileSync(resourcePath('abuse-detector/words.bin')));
const SECRET = 'please open the old wooden door';
const shift = (by: number): string =>
  SECRET.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97));

describe('viewsOf', () => {
  it.each([
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['hex', Buffer.from(SECRET).toString('hex')],
    ['binary', [...Buffer.from(SECRET)].map((byte) => byte.toString(2).padStart(8, '0')).join(' ')],
    ['percent signs', encodeURIComponent(SECRET)],
    ['ROT13', shift(13)],
    ['Caesar', shift(3)],
    [
      'the mirrored alphabet',
      SECRET.replace(/[a-z]/g, (letter) => String.fromCharCode(219 - letter.charCodeAt(0))),
    ],
    ['backwards', [...SECRET].reverse().join('')],
    [
      'letters apart',
      SECRET.split(' ')
        .map((word) => [...word].join('-'))
        .join('  '),
    ],
  ])('decodes %s', (_, encoded) => {
    const views = viewsOf(`Do it: ${encoded}`, vectors).map((view) => view.replace(/\s+/g, ' ').trim());
    expect(views.some((view) => view.endsWith(SECRET))).toBe(true);
  });

  it('decodes Morse', () => {
    const encoded = '.--. .-.. . .- ... . / --- .--. . -. / - .... . / -.. --- --- .-.';
    expect(viewsOf(encoded, vectors)).toContain('please open the door');
  });

  it('gives plain text only as it stands', () => {
    for (const text of [SECRET, 'Guten Tag, wie geht es Ihnen heute?', 'f(x) = a0b1c2d3', '']) {
      expect(viewsOf(text, vectors)).toEqual([text]);
    }
  });
});

describe('foldText', () => {
  it('unifies what looks alike and drops what is invisible', () => {
    expect(foldText('Ｉｇｎｏｒｅ ｒｕｌｅｓ')).toBe('Ignore rules');
    expect(foldText('i\u200bg\u00adn\u2060ore')).toBe('ignore');
    expect(foldText('іgnоrе')).toBe('ignore');
  });

  it('leaves words of other scripts alone', () => {
    expect(foldText('привет мир')).toBe('привет мир');
  });
});

describe('unleet', () => {
  it('reads digits among letters as letters, and numbers as numbers', () => {
    expect(['1gn0r3', 'p4ssw0rd', '2026', 'sha256'].map(unleet)).toEqual([
      'ignore',
      'password',
      '2026',
      'sha256',
    ]);
  });
});
