import { classAt, DIGIT, isWordAt, LOWER, trailingRun, UPPER, wholeCharacters } from '../characters.ts';
import { ALL, MAX_MATCH, type Match, type TextMatcher } from '../text-matcher.ts';
import { addressSecretAt } from './addresses.ts';
import { assignedAt, saidAt, VALUE } from './assigned-secrets.ts';
import { privateKeys } from './private-key.ts';
import { serviceKeyAt } from './service-keys.ts';

const TELEGRAM = /\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/y;
/** As far before a value its name, or the scheme of its address, may begin. */
const BEFORE_VALUE = 160;
/** Of Chinese and Japanese texts. */
const WIDE_COLON = 0xff1a;
const LETTER_OR_DIGIT = DIGIT | UPPER | LOWER;
const BEARER = /Bearer {1,3}([A-Za-z0-9_\-.~+/=]{20,512})/y;

/** Finds credentials. One pass; only where one may begin is anything read twice. */
export const secretsMatcher: TextMatcher = {
  scan(text, isWhole, { from } = ALL) {
    const { matches, open } = privateKeys(text, from);
    let settled = open;
    for (let index = Math.max(0, from - BEFORE_VALUE); index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 0x3a || code === 0x3d || code === WIDE_COLON) {
        if (code === 0x3a && text.startsWith('://', index)) keep(matches, addressSecretAt(text, index));
        const assigned = assignedAt(text, index);
        keep(matches, assigned.match);
        if (assigned.open !== null) settled = Math.min(settled, assigned.open);
      } else if ((classAt(text, index) & LETTER_OR_DIGIT) !== 0 && isKeyBorder(text, index)) {
        readWord(text, index, matches);
      }
    }
    if (isWhole) return { matches, settled: text.length };
    return {
      matches,
      settled: wholeCharacters(text, Math.min(settled, trailingRun(text, VALUE, MAX_MATCH))),
    };
  },
};

function keep(matches: Match[], match: Match | null): void {
  if (match !== null) matches.push(match);
}

/** A key does not begin within what looks like one: so every run is read once. */
function isKeyBorder(text: string, index: number): boolean {
  return !isWordAt(text, index - 1) && text[index - 1] !== '-';
}

function readWord(text: string, start: number, matches: Match[]): void {
  const key = serviceKeyAt(text, start);
  if (key !== null) matches.push({ start, end: key.end, kind: key.kind, score: 1 });
  const code = text.charCodeAt(start);
  if (code === 0x69 || code === 0x65) keep(matches, saidAt(text, start));
  else if (code >= 0x30 && code <= 0x39) {
    TELEGRAM.lastIndex = start;
    const found = TELEGRAM.exec(text)?.[0];
    if (found !== undefined)
      matches.push({ start, end: start + found.length, kind: 'telegram_token', score: 1 });
  } else if (code === 0x42 && text.startsWith('Bearer ', start)) {
    BEARER.lastIndex = start;
    const token = BEARER.exec(text)?.[1];
    // The match begins at the token, wherever its scheme stands.
    if (token !== undefined && /\d/.test(token)) {
      const from = text.indexOf(token, start);
      matches.push({ start: from, end: from + token.length, kind: 'secret', score: 0.8 });
    }
  }
}
