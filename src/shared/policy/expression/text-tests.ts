import { RE2JS } from 're2js';

/** The longest thing that a text may be searched for. */
export const MAX_NEEDLE = 200;
/** Of a compiled pattern, and of a repetition in it: they bound the work for each character of a text. */
const MAX_PATTERN_STATES = 300;
const MAX_REPETITIONS = 50;
const REPETITION = /(?<!\\)\{(?:(\d+)(?:,(\d*))?)\}/g;
const KEPT_PATTERNS = 2_000;

const patterns = new Map<string, RE2JS>();

/**
 * Compiles a pattern in RE2 syntax, which is matched in time linear in the text; the same pattern is compiled once.
 * @throws Error with a message for people: the pattern is not valid, or too large
 */
export function compilePattern(pattern: string): RE2JS {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  for (const [, least, most] of pattern.matchAll(REPETITION))
    if (Math.max(Number(least), Number(most ?? 0)) > MAX_REPETITIONS)
      throw new Error(`nothing may be repeated more than ${MAX_REPETITIONS} times`);
  const compiled = RE2JS.compile(pattern);
  if (compiled.programSize() > MAX_PATTERN_STATES) throw new Error('the pattern is too large');
  if (patterns.size >= KEPT_PATTERNS) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}

/** Whether the pattern, RE2 syntax, matches somewhere in the text. @throws Error as `compilePattern` */
export function matchesPattern(text: string, pattern: string): boolean {
  return compilePattern(pattern).test(text);
}

/** Whether the whole text is as the glob says: `*` stands for any run of characters, also none. */
export function matchesGlob(text: string, glob: string): boolean {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === glob;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}_]/u;
/** The same for ASCII, where most texts are: a text that nearly matches everywhere asks it for each of its characters. */
const IS_ASCII_WORD = Array.from({ length: 128 }, (_, code) =>
  WORD_CHARACTER.test(String.fromCharCode(code)),
);

/** Whether the word, or words, stand in the text as such and not within a longer word; capitals do not matter. */
export function containsWord(text: string, word: string): boolean {
  const wanted = word.toLowerCase();
  if (wanted === '') return false;
  const within = text.toLowerCase();
  let at = within.indexOf(wanted);
  while (at !== -1) {
    if (!isWordAt(within, at - 1) && !isWordAt(within, at + wanted.length)) return true;
    at = within.indexOf(wanted, endOfWord(within, at));
  }
  return false;
}

/** Nothing begins within the word that stands here. Each character is passed once, so that this is linear. */
function endOfWord(text: string, at: number): number {
  let end = at + 1;
  if (isWordAt(text, at)) while (isWordAt(text, end)) end += 1;
  return end;
}

function isWordAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  // Halves of pairs (letters of some old scripts, emoji) are told apart from words.
  return IS_ASCII_WORD[text.charCodeAt(at)] ?? WORD_CHARACTER.test(text.charAt(at));
}
