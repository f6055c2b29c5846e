import { MAX_MATCH, type Match } from '../text-matcher.ts';

const BEGIN = '-----BEGIN ';
const HEADER = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const HEADER_BEGUN = /^-----BEGIN [A-Z0-9 -]*$/;
const FOOTER = /-----END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?-----/y;
const FOOTER_BEGUN = /^-----END[A-Z0-9 -]{0,60}$/;
const MAX_MARKER = 72;
const BODY = /[A-Za-z0-9+/=\r\n\t\\:,.\-()]/;
const BEFORE_SPACE = /[\s:]/;

/** Blocks of private keys: PEM (RFC 7468), OpenSSH and PGP, also where they end in the middle or are written with `\n`. */
export function privateKeys(text: string, from: number): { matches: Match[]; open: number } {
  const matches: Match[] = [];
  let open = text.length;
  for (let start = text.indexOf(BEGIN, from); start !== -1; start = text.indexOf(BEGIN, start + 1)) {
    HEADER.lastIndex = start;
    const header = HEADER.exec(text)?.[0];
    if (header === undefined) {
      if (text.length - start < MAX_MARKER && HEADER_BEGUN.test(text.slice(start)))
        open = Math.min(open, start);
      continue;
    }
    const { end, isOpen } = bodyEnd(text, start, start + header.length);
    if (isOpen) open = Math.min(open, start);
    matches.push({ start, end, kind: 'private_key', score: 1 });
  }
  return { matches, open };
}

/** Up to the end of its footer; where there is none, as far as it can be a key. */
function bodyEnd(text: string, start: number, from: number): { end: number; isOpen: boolean } {
  const last = start + MAX_MATCH - MAX_MARKER;
  let end = from;
  for (; end < text.length && end < last; end++) {
    const character = text.charAt(end);
    if (BODY.test(character)) continue;
    if (character === ' ' && (BEFORE_SPACE.test(text.charAt(end - 1)) || text.slice(end - 2, end) === '\\n'))
      continue;
    break;
  }
  const near = Math.max(from, end - MAX_MARKER);
  const footer = near + text.slice(near, end + '-----END'.length).lastIndexOf('-----END');
  if (footer >= near) {
    FOOTER.lastIndex = footer;
    const found = FOOTER.exec(text)?.[0];
    if (found !== undefined) return { end: footer + found.length, isOpen: false };
    if (FOOTER_BEGUN.test(text.slice(footer, footer + MAX_MARKER)) && text.length - footer < MAX_MARKER)
      return { end: text.length, isOpen: true };
  }
  return { end, isOpen: end === text.length && end < last };
}
