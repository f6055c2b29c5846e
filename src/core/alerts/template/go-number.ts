/** From which exponent on Go writes the shortest form with one. */
const SHORTEST_LIMIT = 6;

/** A number as Go prints it with `%v`: the shortest digits that mean it, with an exponent where it is far from 1. */
export function formatValue(value: number): string {
  return special(value) ?? general(value, value.toExponential(), SHORTEST_LIMIT);
}

/** A number as Go prints it with `%.<precision>g`. */
export function formatGeneral(value: number, precision: number): string {
  const digits = Math.max(1, precision);
  return special(value) ?? general(value, scientific(value, digits - 1), digits);
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return 'NaN';
  if (Math.abs(value) === Infinity) return value > 0 ? '+Inf' : '-Inf';
  return value === 0 ? (Object.is(value, -0) ? '-0' : '0') : null;
}

/** `wanted` is the number in the digits that are wanted: their exponent decides how they are written. */
function general(value: number, wanted: string, limit: number): string {
  const [mantissa = '', power = '0'] = wanted.split('e');
  const exponent = Number(power);
  const digits = mantissa.replace(/^-|\./g, '').replace(/0+$/, '') || '0';
  const sign = value < 0 ? '-' : '';
  if (exponent < -4 || exponent >= limit) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits[0]}${rest}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** As `toFixed`, also of numbers that JavaScript would write with an exponent. */
function fixed(value: number, digits: number): string {
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  return halfToEven(value.toFixed(digits), value.toFixed(MOST_DIGITS), digits);
}

/** As `toExponential`. */
function scientific(value: number, digits: number): string {
  const [rounded = '', power] = value.toExponential(digits).split('e');
  const [exact = '', exactPower] = value.toExponential(MOST_DIGITS).split('e');
  return `${power === exactPower ? halfToEven(rounded, exact, digits) : rounded}e${power}`;
}

/** What JavaScript writes of the digits of a number; those of a float64 between two roundings end before. */
const MOST_DIGITS = 100;

/** A number that is exactly between two roundings goes to the even one in Go, away from zero in JavaScript. */
function halfToEven(rounded: string, exact: string, digits: number): string {
  const rest = exact.slice(exact.indexOf('.') + 1 + digits);
  if (!/^50*$/.test(rest)) return rounded;
  const last = Number(rounded.at(-1));
  return `${rounded.slice(0, -1)}${last % 2 === 0 ? last : last - 1}`;
}

/** Flags and digits have a limit, so that a format of thousands of zeros is not tried in every way. */
const VERB = /%(?<flags>[-+ 0#]{0,5})(?<width>\d{1,4})?(?:\.(?<precision>\d{1,4}))?(?<verb>[a-zA-Z%])/g;
/** More would only serve to fill a notification. */
const MAX_WIDTH = 100;

type Printable = string | number | bigint | boolean;

/**
 * Go's printf with the verbs that templates of alerts use: %v %s %d %f %e %g %q %t %x %%. A bigint is Go's int, a number
 * its float64; unlike Go, %d and %s take that too.
 */
export function printf(format: string, values: readonly Printable[]): string {
  let next = 0;
  const text = format.replace(VERB, (_whole, ...rest) => {
    const { verb = 'v', flags = '', width, precision } = rest.at(-1) as Record<string, string | undefined>;
    if (verb === '%') return '%';
    const value = values[next];
    next += 1;
    if (value === undefined) return `%!${verb}(MISSING)`;
    return pad(formatVerb(verb, value, precision) ?? `%!${verb}(${typed(value)})`, flags, Number(width ?? 0));
  });
  const extra = values.slice(next).map(typed).join(', ');
  return extra === '' ? text : `${text}%!(EXTRA ${extra})`;
}

/** A value with its type, as Go shows one that no verb is for. */
function typed(value: Printable): string {
  if (typeof value === 'number') return `float64=${formatValue(value)}`;
  if (typeof value === 'bigint') return `int=${value}`;
  return `${typeof value === 'boolean' ? 'bool' : 'string'}=${value}`;
}

/** Null: the verb is not for such a value. */
function formatVerb(verb: string, value: Printable, precision: string | undefined): string | null {
  if (typeof value === 'number') return formatFloat(verb, value, precision);
  if (typeof value === 'string') return formatString(verb, value, precision);
  if (typeof value === 'boolean') return 'tv'.includes(verb) ? String(value) : null;
  return verb === 'x' ? value.toString(16) : 'dv'.includes(verb) ? String(value) : null;
}

function formatString(verb: string, whole: string, precision: string | undefined): string | null {
  const value = precision === undefined ? whole : [...whole].slice(0, Number(precision)).join('');
  if (verb === 'q') return JSON.stringify(value);
  if (verb === 'x') return Buffer.from(value).toString('hex');
  return 'sv'.includes(verb) ? value : null;
}

function formatFloat(verb: string, value: number, precision: string | undefined): string | null {
  const digits = precision === undefined ? 6 : Math.min(Number(precision), 60);
  switch (verb) {
    case 'v':
    case 's':
      return formatValue(value);
    case 'd':
      return special(value) ?? String(Math.trunc(value));
    case 'f':
      return Number.isFinite(value) ? fixed(value, digits) : special(value);
    case 'e':
      return Number.isFinite(value)
        ? scientific(value, digits).replace(/e([+-])(\d)$/, 'e$10$2')
        : special(value);
    case 'g':
      return precision === undefined ? formatValue(value) : formatGeneral(value, digits);
    default:
      return null;
  }
}

function pad(text: string, flags: string, width: number): string {
  const signed = flags.includes('+') && /^[\d.]/.test(text) ? `+${text}` : text;
  const to = Math.min(width, MAX_WIDTH);
  if (flags.includes('-')) return signed.padEnd(to);
  if (!flags.includes('0')) return signed.padStart(to);
  const sign = /^[-+]/.exec(signed)?.[0] ?? '';
  return sign + signed.slice(sign.length).padStart(to - sign.length, '0');
}
