import type { WordList } from '../../../shared/guard/index.ts';
import {
  foldText,
  joinSpacedLetters,
  LEET,
  rebase,
  SEPARATOR,
  unescapeText,
  unwrapRuns,
  type FoldedText,
} from '../normalise/index.ts';
import { ALL, LEFT_CONTEXT, type Match, type TextMatcher } from '../text-matcher.ts';
import { WordAutomaton } from './word-automaton.ts';
import { isLatin, leetUnits, longestSpan, wordEntries, type WordEntry } from './word-entries.ts';
import { compilePatterns, matchPatterns, settledLines } from './word-patterns.ts';
import { settledWords } from './settled-words.ts';

/** Wrappings within wrappings that are still opened. */
const DEEPEST = 3;
/** In letters that stand apart a shorter word may be a part of another. */
const SHORTEST_WITHIN = 6;
const MAY_BE_LEET = /[a-z][0-9@$!|+]|[0-9@$!|+][a-z]/i;

interface Hit extends Match {
  readonly list: WordList;
}

/** How a folded text is read: as it is, with digits for letters, or letter by letter. */
type Reading = 'plain' | 'leet' | 'spaced';

/**
 * Finds the words of lists, and their disguises. The kind of a match is the name of its list.
 * @throws SignalboxError GUARD_SETTINGS_INVALID for a pattern that is none
 */
export function wordMatcher(lists: readonly WordList[]): TextMatcher {
  const words = new WordFinder(lists);
  const patterns = compilePatterns(lists);
  return {
    scan(text, isWhole, part = ALL) {
      // Of what was read before as much is read again as an allowed phrase needs that covers a word.
      const first = Math.max(0, part.from - LEFT_CONTEXT / 2);
      const hits = words.find(text.slice(first), 0).map((hit) => moved(hit, first));
      matchPatterns(patterns, text, part, (list, match) => hits.push({ ...match, list, kind: list.name }));
      const matches = exceptAllowed(hits);
      if (isWhole) return { matches, settled: text.length };
      const settled = settledWords(text, words);
      return { matches, settled: patterns.length === 0 ? settled : Math.min(settled, settledLines(text)) };
    },
  };
}

function moved(hit: Hit, by: number): Hit {
  return by === 0 ? hit : { ...hit, start: hit.start + by, end: hit.end + by };
}

function exceptAllowed(hits: readonly Hit[]): Match[] {
  const allowed = hits.filter(({ list }) => list.kind === 'allow');
  return hits
    .filter(({ list }) => list.kind !== 'allow')
    .filter(({ start, end }) => !allowed.some((allow) => allow.start <= start && allow.end >= end))
    .map(({ start, end, kind, score }) => ({ start, end, kind, score }));
}

/** The words of lists as automata. */
class WordFinder {
  readonly #entries: readonly WordEntry[];
  readonly #disguised: readonly WordEntry[];
  readonly #plain: WordAutomaton;
  readonly #leet: WordAutomaton;
  /** Of the longest entry: its words, and its units. */
  readonly mostWords: number;
  readonly mostUnits: number;

  constructor(lists: readonly WordList[]) {
    this.#entries = wordEntries(lists);
    this.#disguised = this.#entries.filter(
      ({ list, isRotated, units }) => list.disguised && !isRotated && units.some(isLatin),
    );
    this.#plain = new WordAutomaton(this.#entries.map(({ units }) => units));
    this.#leet = new WordAutomaton(this.#disguised.map(leetUnits));
    const separators = this.#entries.map(({ units }) => units.filter((unit) => unit === SEPARATOR).length);
    this.mostWords = separators.reduce((most, count) => Math.max(most, count + 1), 1);
    this.mostUnits = this.#entries.reduce((most, { units }) => Math.max(most, units.length), 0);
  }

  find(text: string, depth: number): Hit[] {
    const hits: Hit[] = [];
    if (this.#entries.length === 0) return hits;
    const folded = foldText(text);
    this.#read(text, folded, 'plain', hits);
    if (this.#disguised.length === 0) return hits;
    if (MAY_BE_LEET.test(text)) this.#read(text, foldText(text, LEET), 'leet', hits);
    const spaced = joinSpacedLetters(folded);
    if (spaced.length > 0) this.#read(text, spaced, 'spaced', hits);
    this.#unescape(text, hits);
    if (depth < DEEPEST) this.#unwrap(text, depth, hits);
    return hits;
  }

  #unescape(text: string, hits: Hit[]): void {
    let { text: read, starts, ends } = unescapeText(text) ?? NO_ESCAPES;
    if (starts === undefined || ends === undefined) return;
    // What is encoded twice is read twice; nobody who means well encodes more often.
    const again = unescapeText(read);
    if (again !== null) {
      const twice = again.starts.slice(0, again.text.length);
      const lasts = again.ends.slice(0, again.text.length);
      for (let index = 0; index < twice.length; index++) {
        twice[index] = starts[twice[index] ?? 0] ?? 0;
        lasts[index] = ends[(lasts[index] ?? 1) - 1] ?? 0;
      }
      [read, starts, ends] = [again.text, twice, lasts];
    }
    this.#read(text, rebase(foldText(read), starts, ends), 'plain', hits);
  }

  /** What is found in a wrapped text is found at all of its wrapping; what is allowed there stays allowed. */
  #unwrap(text: string, depth: number, hits: Hit[]): void {
    for (const wrapped of unwrapRuns(text)) {
      const within = this.find(wrapped.text, depth + 1);
      for (const { kind } of exceptAllowed(within)) {
        const list = within.find(({ list: each }) => each.name === kind)?.list;
        if (list?.disguised === true && list.kind !== 'allow')
          hits.push({ start: wrapped.start, end: wrapped.end, kind, score: 0.9, list });
      }
    }
  }

  #read(text: string, folded: FoldedText, reading: Reading, hits: Hit[]): void {
    const entries = reading === 'leet' ? this.#disguised : this.#entries;
    const automaton = reading === 'leet' ? this.#leet : this.#plain;
    automaton.find(folded.units, folded.length, (id, last) => {
      const entry = entries[id];
      if (entry === undefined) return;
      const first = last - entry.units.length + 1;
      const start = folded.starts[first] ?? 0;
      const end = folded.ends[last] ?? 0;
      if (end - start > longestSpan(entry.units.length)) return;
      if (!stands(text, folded, { entry, first, last, reading })) return;
      hits.push({ start, end, kind: entry.list.name, score: scoreOf(entry, reading), list: entry.list });
    });
  }
}

const NO_ESCAPES = { text: '', starts: undefined, ends: undefined };

function scoreOf({ isRotated }: WordEntry, reading: Reading): number {
  if (isRotated) return 0.8;
  return reading === 'plain' ? 1 : 0.9;
}

interface Place {
  readonly entry: WordEntry;
  readonly first: number;
  readonly last: number;
  readonly reading: Reading;
}

/** Whether a word stands there by itself, and not within another one. */
function stands(text: string, folded: FoldedText, { entry, first, last, reading }: Place): boolean {
  if (reading !== 'plain' && !entry.list.disguised) return false;
  if (reading === 'leet') return isLeet(text, folded, entry, first) && isApart(text, folded, first, last);
  if (!entry.needsBorders) return true;
  if (reading === 'spaced' && entry.units.length >= SHORTEST_WITHIN) return true;
  return isSeparator(folded, first - 1) && isSeparator(folded, last + 1);
}

function isSeparator({ units, length }: FoldedText, index: number): boolean {
  return index < 0 || index >= length || units[index] === SEPARATOR;
}

/** In leetspeak signs are letters, so the original says where a word ends: `b0mb!` ends before its sign. */
function isApart(text: string, folded: FoldedText, first: number, last: number): boolean {
  const isBorder = (index: number) =>
    isSeparator(folded, index) || !/[\p{L}\p{N}]/u.test(text.charAt(folded.starts[index] ?? 0));
  return isBorder(first - 1) && isBorder(last + 1);
}

/** Every letter is the word's own, and something else stands for at least one. */
function isLeet(text: string, folded: FoldedText, { units }: WordEntry, first: number): boolean {
  let letters = 0;
  let signs = 0;
  for (const [index, unit] of units.entries()) {
    const written = text.charCodeAt(folded.starts[first + index] ?? 0) | 0;
    const small = written >= 0x41 && written <= 0x5a ? written + 0x20 : written;
    if (isLatin(small)) {
      if (small !== unit) return false;
      letters++;
    } else if (written < 128 && unit !== SEPARATOR && written !== unit) signs++;
  }
  return letters > 0 && signs > 0;
}
