const MS_OF_UNIT: Readonly<Record<string, number>> = {
  y: 365 * 86_400_000,
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};
const DURATION = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
/** What fits into nanoseconds of 64 bits, as in Prometheus. */
const LONGEST_MS = 9_223_372_036_854;

/** Milliseconds of a duration such as `1h30m`; null where it is none or does not fit. */
export function parseDuration(text: string): number | null {
  if (text === '' || !DURATION.test(text)) return null;
  let total = 0;
  for (const [, digits, unit] of text.matchAll(/(\d+)(ms|[ywdhms])/g))
    total += Number(digits) * (MS_OF_UNIT[unit ?? ''] ?? 0);
  return total <= LONGEST_MS ? total : null;
}

/** The shortest usual form: `90000` is `1m30s`. */
export function printDuration(ms: number): string {
  if (ms === 0) return '0s';
  let left = ms;
  let text = '';
  for (const [unit, size] of Object.entries(MS_OF_UNIT)) {
    // Years and weeks only where nothing is left over, as people write them.
    if ((unit === 'y' || unit === 'w') && left % size !== 0) continue;
    const count = Math.floor(left / size);
    if (count > 0) text += `${count}${unit}`;
    left -= count * size;
  }
  return text;
}

const GREATEST_INTEGER = 2n ** 63n - 1n;

/**
 * A number as PromQL writes it: decimal, hexadecimal (0x), octal (leading 0), Inf or NaN; null where it is none, or too
 * large for a double (in hexadecimal: for an integer of 64 bits).
 */
export function parseNumber(text: string): number | null {
  const lower = text.toLowerCase();
  if (lower === 'inf') return Infinity;
  if (lower === 'nan') return NaN;
  if (lower.startsWith('0x')) return integer(lower, /^0x[0-9a-f]+$/);
  const octal = integer(lower.replace(/^0(?=\d)/, '0o'), /^0o[0-7]+$/);
  if (octal !== null) return octal;
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(lower) ? Number(lower) : NaN;
  return Number.isFinite(value) ? value : null;
}

function integer(text: string, form: RegExp): number | null {
  return form.test(text) && BigInt(text) <= GREATEST_INTEGER ? Number(text) : null;
}

/** A number so that it is read as the same one. */
export function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : 'Inf';
}

/** How Prometheus writes a value: the shortest decimals, with an exponent below 1e-6 and from 1e21 on where asked for. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  if (Object.is(value, -0)) return '-0';
  return withoutExponent(String(value));
}

function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', power = '0'] = match;
  const digits = first + rest;
  const exponent = Number(power);
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return sign + digits.padEnd(exponent + 1, '0');
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]?))/g;

/**
 * The value of a string literal with its quotes: Go's escapes in '...' and "...", none in `...`.
 * A string says what is wrong.
 */
export function parseString(literal: string): { readonly value: string } | string {
  const quote = literal[0] ?? '';
  if (literal.length < 2 || !literal.endsWith(quote)) return 'the string is not closed';
  const body = literal.slice(1, -1);
  if (quote === '`') return { value: body };
  if (body.includes('\n')) return 'the string is not closed before the end of its line';
  let wrong: string | null = null;
  const value = body.replace(
    ESCAPE,
    (whole, hex?: string, short?: string, long?: string, octal?: string, simple?: string) => {
      const code = codeOf(hex ?? short ?? long, octal);
      const text =
        code === null
          ? simpleEscape(simple ?? '', quote)
          : code <= 0x10ffff
            ? String.fromCodePoint(code)
            : null;
      if (text === null) wrong ??= `the escape ${whole} is not known`;
      return text ?? '';
    },
  );
  return wrong ?? (endsInBackslash(body) ? 'the string is not closed' : { value });
}

function codeOf(hex: string | undefined, octal: string | undefined): number | null {
  if (hex !== undefined) return Number.parseInt(hex, 16);
  return octal === undefined ? null : Number.parseInt(octal, 8);
}

function simpleEscape(letter: string, quote: string): string | null {
  if (letter === quote) return quote;
  return Object.hasOwn(SIMPLE_ESCAPES, letter) ? (SIMPLE_ESCAPES[letter] ?? null) : null;
}

/** A literal whose last quote is escaped was never closed. */
function endsInBackslash(body: string): boolean {
  return (/\\*$/.exec(body)?.[0].length ?? 0) % 2 === 1;
}

/** In double quotes, so that it is read as the same text. */
export function printString(value: string): string {
  const body = value.replace(/[\\"\p{Cc}\u2028\u2029]/gu, (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${body}"`;
}
