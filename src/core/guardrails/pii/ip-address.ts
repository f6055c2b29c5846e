import { classAt, DIGIT, isWordAt } from '../characters.ts';
import type { Match } from '../text-matcher.ts';

const FOUR_BYTES = /(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})/y;
/** What has four numbers too. */
const NOT_AN_ADDRESS = /\b(?:version|ver|v|release|build|section|chapter|clause|oid|§)\s?\.?:?\s?$/i;

/** An IPv4 address that begins here. Loopback, multicast and what means nobody are nobody's. */
export function ipv4At(text: string, start: number): Match | null {
  FOUR_BYTES.lastIndex = start;
  const found = FOUR_BYTES.exec(text);
  if (found === null) return null;
  const end = start + found[0].length;
  if (isWordAt(text, end) || (text[end] === '.' && (classAt(text, end + 1) & DIGIT) !== 0)) return null;
  const bytes = found.slice(1).map(Number);
  if (
    bytes.some((byte) => byte > 255) ||
    found.slice(1).some((part) => part.length > 1 && part.startsWith('0'))
  )
    return null;
  const [first = 0, second = 0] = bytes;
  if (first === 0 || first === 127 || first >= 224) return null;
  if (NOT_AN_ADDRESS.test(text.slice(Math.max(0, start - 12), start))) return null;
  const isPrivate =
    first === 10 || (first === 192 && second === 168) || (first === 172 && second >= 16 && second < 32);
  return { start, end, kind: 'ip_address', score: isPrivate ? 0.6 : 0.9 };
}

const HEX_GROUPS = /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}/iy;

/** An IPv6 address with its first colon here (RFC 4291). Needs a digit and three groups, or C++ names would be ones. */
export function ipv6At(text: string, colon: number): Match | null {
  let start = colon;
  while (start > 0 && colon - start < 5 && /[0-9a-f]/i.test(text.charAt(start - 1))) start--;
  if (colon - start > 4 || isWordAt(text, start - 1) || text[start - 1] === ':') return null;
  HEX_GROUPS.lastIndex = start;
  const found = HEX_GROUPS.exec(text)?.[0];
  if (found === undefined) return null;
  const end = start + found.length;
  if (isWordAt(text, end) || text[end] === ':') return null;
  const groups = found.split(':').filter((group) => group !== '');
  const gaps = found.split('::').length - 1;
  const isShape = gaps === 1 ? groups.length < 8 : gaps === 0 && groups.length === 8 && !/^:|:$/.test(found);
  if (!isShape || groups.length < 3 || !/\d/.test(found)) return null;
  return { start, end, kind: 'ip_address', score: 0.9 };
}
