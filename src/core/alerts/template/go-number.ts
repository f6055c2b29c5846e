/** From which exponent on Go writes the shortest form with one. */
const SHORTEST_LIMIT = 6;

/** A number as Go prints it with `%v`: the shortest digits that mean it, with an exponent where it is far from 1. */
export function formatValue(value: number): string {
  return special(value) ?? general(value, value.toExponential(), SHORTEST_LIMIT);
}

/** A number as Go prints it with `%.<precision>g`. */
export function formatGeneral(value: number, precision: number): string {
  const digits = Math.max(1, precision);
  return special(value) ?? general(value, value.toExponential(digits - 1), digits);
}

function special(value: number): string | null {
  if (Number.isNaN(value)) return 'NaN';
  if (Math.abs(value) === Infinity) return value > 0 ? '+Inf' : '-Inf';
  return value === 0 ? (Object.is(value, -0) ? '-0' : '0') : null;
}

/** `scientific` is the number in the digits that are wanted: their exponent decides how they are written. */
function general(value: number, scientific: string, limit: number): string {
  const [mantissa = '', power = '0'] = scientific.split('e');
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

const VERB = /%(?<flags>[-+ 0#]*)(?<width>\d+)?(?:\.(?<precision>\d+))?(?<verb>[a-zA-Z%])/g;
/** More would only serve to fill a notification. */
const MAX_WIDTH = 100;

/** Go's printf with the verbs that templates of alerts use: %v %s %d %f %e %g %q %t %%. */
export function printf(format: string, values: readonly (string | number | boolean)[]): string {
  let next = 0;
  return format.replace(VERB, (whole, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    if (groups.verb === '%') return '%';
    const value = values[next];
    next += 1;
    if (value === undefined) return `%!${groups.verb}(MISSING)`;
    const text = formatVerb(groups.verb ?? 'v', value, groups.precision);
    return text === null ? whole : pad(text, groups.flags ?? '', Number(groups.width ?? 0));
  });
}

function formatVerb(
  verb: string,
  value: string | number | boolean,
  precision: string | undefined,
): string | null {
  if (typeof value !== 'number') {
    if (verb === 'q') return JSON.stringify(String(value));
    return verb === 's' || verb === 'v' || verb === 't' ? String(value) : null;
  }
  const digits = precision === undefined ? 6 : Math.min(Number(precision), 60);
  switch (verb) {
    case 'v':
    case 's':
      return formatValue(value);
    case 'd':
      return special(value) ?? String(Math.trunc(value));
    case 'f':
      return Number.isFinite(value) ? value.toFixed(digits) : special(value);
    case 'e':
      return Number.isFinite(value)
        ? value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2')
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
