import type { WordVectors } from './word-vectors.ts';

const WORD = /[a-z]+/g;
const FEWEST_WORDS = 4;
const MOST_WORDS = 60;
const LETTERS = 26;
const A = 0x61;
/** Plain English has nearly all its words in the list, other languages and ciphers few. */
const PLAIN_SHARE = 0.5;
const SOLVED_SHARE = 0.8;
/** Short words are in the list by chance. */
const SHORTEST_WORD = 3;

type Cipher = (word: string) => string;

const CIPHERS: readonly Cipher[] = [
  ...Array.from({ length: LETTERS - 1 }, (_, index) => byLetter((letter) => (letter + index + 1) % LETTERS)),
  byLetter((letter) => LETTERS - 1 - letter),
  (word) => [...word].reverse().join(''),
];

/**
 * Lines whose words are none, and are when their letters are shifted (Caesar, ROT13), mirrored (Atbash) or read backwards:
 * deciphered. A line with an instruction in plain words before the cipher is split at its last colon.
 */
export function unciphered(text: string, { rows }: WordVectors): string[] {
  const known = (words: readonly string[]): number => {
    const long = words.filter(({ length }) => length >= SHORTEST_WORD);
    return long.length === 0 ? 1 : long.filter((word) => rows.has(word)).length / long.length;
  };
  return text
    .toLowerCase()
    .split(/[\n:"]/)
    .flatMap((line) => {
      const words = (line.match(WORD) ?? []).slice(0, MOST_WORDS);
      if (words.length < FEWEST_WORDS || known(words) > PLAIN_SHARE) return [];
      const cipher = CIPHERS.find((candidate) => known(words.map(candidate)) > SOLVED_SHARE);
      if (cipher === undefined) return [];
      const plain = line.replace(WORD, cipher);
      return [cipher === CIPHERS.at(-1) ? turned(plain) : plain];
    });
}

/** A line that was turned as a whole has its words in turned order. */
function turned(line: string): string {
  return line.trim().split(/\s+/).reverse().join(' ');
}

function byLetter(to: (letter: number) => number): Cipher {
  return (word) => {
    let out = '';
    for (let at = 0; at < word.length; at += 1) out += String.fromCharCode(A + to(word.charCodeAt(at) - A));
    return out;
  };
}
