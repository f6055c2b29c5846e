import { unleet } from './fold-text.ts';

/** A text as the detector reads it: words and runs of signs in order, cut into sentences. */
export interface Tokens {
  /** Lower case; a run of signs is cut to its first three. */
  readonly words: readonly string[];
  /** 1: a word, 0: a run of signs. */
  readonly isWord: readonly boolean[];
  /** Index of the first token of each sentence, and behind the last the number of tokens. */
  readonly sentences: readonly number[];
}

const LONGEST_WORD = 24;
const LONGEST_SENTENCE = 40;
const SPACE = 0;
const SIGN = 1;
const WORD = 2;
const KINDS = kindsOfCodeUnits();

/** One pass; `limit` bounds the tokens. Expects a folded text. */
export function tokensOf(text: string, limit: number): Tokens {
  const lower = text.toLowerCase();
  const words: string[] = [];
  const isWord: boolean[] = [];
  const sentences = [0];
  let at = 0;
  let breaks = false;
  while (at < lower.length && words.length < limit) {
    const kind = KINDS[lower.charCodeAt(at)] ?? SPACE;
    const start = at;
    do at += 1;
    while (at < lower.length && at - start < LONGEST_WORD && goesOn(lower, at, kind));
    if (kind === SPACE) {
      breaks ||= lower.slice(start, at).includes('\n');
      continue;
    }
    if (
      (breaks && words.length > (sentences.at(-1) ?? 0)) ||
      words.length - (sentences.at(-1) ?? 0) >= LONGEST_SENTENCE
    ) {
      sentences.push(words.length);
    }
    breaks = false;
    const run = lower.slice(start, at);
    words.push(kind === WORD ? unleet(run) : run.slice(0, 3));
    isWord.push(kind === WORD);
    if (kind === SIGN && endsSentence(run, lower.charCodeAt(at))) breaks = true;
  }
  sentences.push(words.length);
  return { words, isWord, sentences };
}

function goesOn(text: string, at: number, kind: number): boolean {
  const code = text.charCodeAt(at);
  const next = KINDS[code] ?? SPACE;
  if (next === kind) return true;
  if (kind !== WORD || next !== SIGN) return false;
  // An apostrophe, and what leetspeak writes for letters, belong to the word when a letter follows.
  return (
    (code === 0x27 || code === 0x40 || code === 0x24 || code === 0x2019) &&
    KINDS[text.charCodeAt(at + 1)] === WORD
  );
}

function endsSentence(run: string, following: number): boolean {
  return (
    /[.!?;:>)\]}。！？"]$/.test(run) &&
    (Number.isNaN(following) || KINDS[following] === SPACE || /[>}]$/.test(run))
  );
}

function kindsOfCodeUnits(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  for (let code = 0; code < 0x10000; code += 1) {
    const character = String.fromCharCode(code);
    const isLetter = /[\p{L}\p{N}\p{M}_]/u.test(character) || (code >= 0xd800 && code <= 0xdfff);
    kinds[code] = isLetter ? WORD : /\s|\p{C}/u.test(character) ? SPACE : SIGN;
  }
  return kinds;
}
