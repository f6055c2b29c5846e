import { foldText } from './fold-text.ts';
import { unciphered } from './unciphered.ts';
import type { WordVectors } from './word-vectors.ts';

const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const HEX = /(?:[0-9a-f]{2}[ :,]?){8,}/gi;
const BINARY = /(?:[01]{8} ?){6,}/g;
const MORSE = /(?:[.-]{1,6}(?: ?\/ ?| |$)){8,}/g;
const PERCENT = /%[0-9a-f]{2}/i;
const SPACED = /(?:[\p{L}\p{N}][ ._*-]{1,3}){8,}/u;
const MORSE_LETTERS = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((signs, index) => [signs, String.fromCharCode(0x61 + index)]),
);

/**
 * A text as it stands, and what people hide requests in, decoded: base64, hex, binary, Morse, percent signs, letters set
 * apart, Caesar's and other alphabets, words written backwards. What does not decode to text gives no view.
 */
export function viewsOf(text: string, vectors: WordVectors): string[] {
  const head = foldText(text);
  const decoded = [
    ...matches(head, BASE64, (run) => Buffer.from(run, 'base64').toString('utf8')),
    ...matches(head, HEX, (run) => Buffer.from(run.replace(/[ :,]/g, ''), 'hex').toString('utf8')),
    ...matches(head, BINARY, (run) => bytesOf(run, 2, 8)),
    ...matches(head, MORSE, morse),
    ...(PERCENT.test(head) ? [percentDecoded(head)] : []),
    ...(SPACED.test(head) ? [joined(head)] : []),
    ...unciphered(head, vectors),
  ].filter((piece) => piece !== head && isText(piece));
  return [text, ...decoded];
}

function matches(text: string, pattern: RegExp, decode: (run: string) => string): string[] {
  return Array.from(text.matchAll(pattern), ([run]) => decode(run));
}

/** Letters, blanks and common signs for the most part, and more than a word. */
function isText(piece: string): boolean {
  if (piece.length < 8) return false;
  let plain = 0;
  for (let at = 0; at < piece.length; at += 1) {
    const code = piece.charCodeAt(at) | 0x20;
    if ((code >= 0x61 && code <= 0x7a) || code === 0x20 || code === 0x2e || code === 0x2c) plain += 1;
  }
  return plain > 0.8 * piece.length;
}

function bytesOf(run: string, radix: number, digits: number): string {
  const plain = run.replaceAll(' ', '');
  const bytes = Array.from({ length: Math.floor(plain.length / digits) }, (_, index) =>
    Number.parseInt(plain.slice(index * digits, (index + 1) * digits), radix),
  );
  return String.fromCharCode(...bytes);
}

function morse(run: string): string {
  const words = run.split('/').map((word) =>
    word
      .trim()
      .split(' ')
      .map((signs) => MORSE_LETTERS.get(signs) ?? '')
      .join(''),
  );
  return words.join(' ');
}

function percentDecoded(text: string): string {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return bytes.replaceAll('+', ' ');
}

/** `W r i t e   a` is `Write a`: single letters with the same sign between them belong together. */
function joined(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ ._*-]){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu, (run) =>
    run.replace(/[ ._*-]/g, ''),
  );
}
