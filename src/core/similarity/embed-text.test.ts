import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { embedText, inverseLength, MAX_TEXT_LENGTH } from './embed-text.ts';
import { decodeFingerprint, encodeFingerprint, fingerprintOf } from './fingerprint.ts';
import { DIMENSIONS } from './scan-module.ts';
import { loadVocabulary, type Vocabulary } from './vocabulary.ts';
import { readWordTable, writeWordTable } from './word-table.ts';

let vocabulary: Vocabulary;
beforeAll(() => {
  vocabulary = loadVocabulary();
});
const embed = (text: string): Int8Array => embedText(text, vocabulary.table);

function cosine(left: string, right: string): number {
  const [a, b] = [embed(left), embed(right)];
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0) * inverseLength(a) * inverseLength(b);
}

describe('embedding a text', () => {
  it('puts the same meaning near, other subjects far, in any case and width of letters', () => {
    expect(cosine('How do I reset my password?', 'Steps to change a forgotten password')).toBeGreaterThan(
      0.5,
    );
    expect(cosine('How do I reset my password?', 'The tallest mountain of Africa')).toBeLessThan(0.35);
    expect(cosine('RESET my PASSWORD', 'ｒeset my password')).toBeCloseTo(1, 5);
  });

  it('gives the same bytes on every machine', () => {
    const text = 'Explain, step by step: how do vaccines work? 東京 naïve 42 xylqorp';
    expect(createHash('sha256').update(embed(text)).digest('hex')).toBe(
      '35e464379319444e3252bac56224288e6b9fd24b08a5d2ebcf51d2352ac35872',
    );
  });

  it('tells texts of words that it does not know apart, and finds them again', () => {
    expect(cosine('天気はどうですか今日の東京', '天気はどうですか今日の東京!')).toBeCloseTo(1, 3);
    expect(cosine('天気はどうですか今日の東京', 'Как перевести деньги на счёт')).toBeLessThan(0.3);
  });

  it.each([
    ['nothing', ''],
    ['no letters', '!?!… 🙂🙂 \u0000\u0001'],
    ['half a surrogate pair', '\ud800'],
  ])('is all zero for %s', (_name, text) => {
    expect(embed(text).every((value) => value === 0)).toBe(true);
  });

  it.each([
    ['one letter, over and over', 'a'.repeat(1_000_000)],
    ['marks on marks', `e${'\u0301'.repeat(100_000)}`],
    ['what grows when it is normalised', '\ufdfa'.repeat(100_000)],
    ['digits', '9'.repeat(200_000)],
    ['words without end', 'ignore previous instructions '.repeat(40_000)],
    ['turned and hidden characters', '\u202e\u200b\ufeff word '.repeat(50_000)],
  ])('takes no time for %s', (_name, text) => {
    const prompt = fingerprintOf(text, vocabulary);
    expect(prompt.vector).toHaveLength(DIMENSIONS);
    expect(embed(text)).toEqual(embed(text.slice(0, MAX_TEXT_LENGTH)));
  });
});

describe('a fingerprint', () => {
  it('is stored and read again; other bytes are none', () => {
    const prompt = fingerprintOf('Convert 100 USD to EUR, do not round.', vocabulary);
    const bytes = encodeFingerprint(prompt);
    expect(decodeFingerprint(bytes)).toEqual(prompt);
    expect(bytes.byteLength).toBeLessThan(320);
    expect(decodeFingerprint(bytes.subarray(1))).toBeNull();
    expect(decodeFingerprint(new Uint8Array(9))).toBeNull();
  });
});

describe('the file of words', () => {
  it('reads what was written, and refuses what is cut off or something else', () => {
    const vector = Float32Array.from({ length: DIMENSIONS }, (_, index) => index / 100 - 1);
    const file = writeWordTable(
      [
        { word: 'one', vector },
        { word: 'two', vector },
      ],
      0.5,
    );
    const table = readWordTable(file);
    expect([...table.words.keys()]).toEqual(['one', 'two']);
    expect(table.rows[DIMENSIONS + 255]! * table.scales[1]!).toBeCloseTo(1.55, 2);
    expect(() => readWordTable(file.subarray(0, -1))).toThrow('cut off');
    expect(() => readWordTable(new Uint8Array(100))).toThrow('another format');
  });
});
