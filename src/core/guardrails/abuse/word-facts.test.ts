import { readFileSync } from 'node:fs';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { resourcePath } from '../../resources.ts';
import { readLexicon, type Lexicon } from './lexicon.ts';
import { tokensOf } from './tokens.ts';

const TEXTS = 200;
const TEXT_BYTES = 100_000;
const ALL_BYTES = TEXTS * TEXT_BYTES;

let lexicon: Lexicon;
let collectGarbage: () => void;

beforeAll(() => {
  lexicon = readLexicon(
    readFileSync(resourcePath('abuse-detector/words.bin')),
    readFileSync(resourcePath('abuse-detector/concepts.txt'), 'utf8'),
  );
  setFlagsFromString('--expose-gc');
  collectGarbage = runInNewContext('gc') as () => void;
});

/** Bytes by which the heap has grown once `work` is done, with what it returns still in use. */
function heapGrowth(work: () => unknown): number {
  const used = (): number => {
    collectGarbage();
    return getHeapStatistics().used_heap_size;
  };
  const before = used();
  const kept = work();
  const after = used();
  expect(kept).toBeDefined();
  return after - before;
}

/** The first word, of `length` letters, of each of many long texts. */
function wordsOfLongTexts(length: number): string[] {
  return Array.from({ length: TEXTS }, (_, index) => {
    const text = `${String(index).padStart(length, 'w')} ${'.'.repeat(TEXT_BYTES)}`;
    return tokensOf(text, 1).words[0] ?? '';
  });
}

describe('WordBook', () => {
  it('knows again a word that it has met', () => {
    expect(lexicon.book.factsOf('harbour')).toBe(lexicon.book.factsOf('harbour'));
  });

  it('does not keep alive the texts that its words were cut from', () => {
    for (const length of [4, 8, 12, 13, 16, 24]) {
      const growth = heapGrowth(() => wordsOfLongTexts(length).map((word) => lexicon.book.factsOf(word)));
      expect(growth, `${length} letters`).toBeLessThan(ALL_BYTES / 10);
    }
  });

  it('is tested by a measure that sees texts kept alive', () => {
    expect(heapGrowth(() => wordsOfLongTexts(24))).toBeGreaterThan(ALL_BYTES / 2);
  });
});
