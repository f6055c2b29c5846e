/** A text whose escapes are read, and where each of its units comes from. */
export interface Unescaped {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const MAY_ESCAPE = /%[0-9a-f]{2}|&#|&[a-z]{2,6};|\\[ux]/i;
const ESCAPE =
  /(%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})|&#(?:x([0-9a-f]{1,6})|(\d{1,7}));|&(amp|lt|gt|quot|apos|nbsp|shy);|\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2}))/gi;
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
]);

/** Reads percent encoding, HTML character references and the escapes of JavaScript and JSON; null: there are none. */
export function unescapeText(text: string): Unescaped | null {
  if (!MAY_ESCAPE.test(text)) return null;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let read = '';
  let from = 0;
  const copy = (to: number) => {
    for (let index = from; index < to; index++) {
      starts[read.length + index - from] = index;
      ends[read.length + index - from] = index + 1;
    }
    read += text.slice(from, to);
  };
  for (const found of text.matchAll(ESCAPE)) {
    const meaning = meaningOf(found);
    if (meaning === null) continue;
    copy(found.index);
    from = found.index + found[0].length;
    starts.fill(found.index, read.length, read.length + meaning.length);
    ends.fill(from, read.length, read.length + meaning.length);
    read += meaning;
  }
  if (from === 0) return null;
  copy(text.length);
  return { text: read, starts, ends };
}

/** No escape is shorter than what it means. */
function meaningOf([, percent, hex, decimal, name, unit, point, byte]: RegExpMatchArray): string | null {
  if (percent !== undefined) return decodePercent(percent);
  if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? null;
  const code = decimal === undefined ? parseInt(hex ?? unit ?? point ?? byte ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function decodePercent(escaped: string): string {
  if (escaped.length === 3) return String.fromCharCode(parseInt(escaped.slice(1), 16));
  const bytes = Uint8Array.from(escaped.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}
