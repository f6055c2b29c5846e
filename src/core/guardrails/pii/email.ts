import type { Match } from '../text-matcher.ts';
import { codeUnitSet, isDigitAt, isWordAt } from '../characters.ts';

const LOCAL = codeUnitSet((character) => /[A-Za-z0-9._%+\-'\u00c0-\u024f]/.test(character));
const DOMAIN = codeUnitSet((character) => /[A-Za-z0-9.\-\u00c0-\u024f]/.test(character));
const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;
/** A picture for screens of twice the density, or a version: `logo@2x.png`, `next@14.0.0.js`. */
const NO_DOMAIN = /^\d(?:\.\d)?x\.|^\d+\.\d/;
const LABELS = /^(?:[a-z0-9\u00c0-\u024f](?:[a-z0-9\u00c0-\u024f-]*)\.)+(?:xn--[a-z0-9]+|[a-z]{2,24})$/i;

/** The e-mail address with its @ here (RFC 5321, of the local part only what people have). */
export function emailAt(text: string, at: number): Match | null {
  let start = at;
  while (start > 0 && at - start <= MAX_LOCAL && LOCAL[text.charCodeAt(start - 1)] === 1) start--;
  if (at - start > MAX_LOCAL) return null;
  while (start < at && !isWordAt(text, start)) start++;
  if (start === at || text[at - 1] === '.') return null;
  // user:password@host in an address of a server is no mailbox.
  const before = text.slice(Math.max(0, start - 80), start);
  const scheme = before.lastIndexOf('://');
  if (scheme !== -1 && !/[\s/?#]/.test(before.slice(scheme + 3))) return null;
  let end = at + 1;
  while (end < text.length && end - at <= MAX_DOMAIN && DOMAIN[text.charCodeAt(end)] === 1) end++;
  while (end > at && (text[end - 1] === '.' || text[end - 1] === '-')) end--;
  const domain = text.slice(at + 1, end);
  if (!LABELS.test(domain) || domain.includes('..') || NO_DOMAIN.test(domain)) return null;
  // git@github.com:owner/name is where a repository is.
  if (text[end] === ':' && isWordAt(text, end + 1) && !isDigitAt(text, end + 1)) return null;
  return { start, end, kind: 'email', score: 1 };
}
