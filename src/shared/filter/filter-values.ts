import type { FilterOperator, Pattern } from './filter-expression.ts';
import type { FieldType } from './filter-fields.ts';

/** One comparison with a whole number: nanoseconds, nano-dollars or a count. */
export interface Comparison {
  readonly sign: '=' | '>' | '>=' | '<' | '<=';
  readonly value: bigint;
}

export interface PatternTest {
  readonly kind: 'pattern';
  readonly pattern: Pattern;
}

/** What a clause asks of its field: that it is like a pattern, or that all comparisons hold. */
type ValueTest = PatternTest | { readonly kind: 'compare'; readonly comparisons: readonly Comparison[] };

export type ReadValue = ValueTest | { readonly kind: 'problem'; readonly message: string };

const NUMERIC = {
  duration: { example: '250ms, 2s or 1.5h', read: readDuration },
  money: { example: '$0.01', read: readMoney },
  count: { example: '500, 10k or 1.5M', read: readCount },
} as const;

const LARGEST = 2n ** 63n - 1n;
const NANOS: Readonly<Record<string, number>> = { ns: 0, us: 3, µs: 3, ms: 6, s: 9 };
const LONG_NANOS: Readonly<Record<string, bigint>> = {
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};
const MAX_WILDCARDS = 10;

/**
 * What the value of a clause means for a field of this type. `nowMs` is what times such as `-15m` count from.
 * A message says in plain words what is wrong with it.
 */
export function readValue(
  type: FieldType,
  operator: FilterOperator,
  pattern: Pattern,
  { choices = [], nowMs = Date.now() }: { choices?: readonly string[] | undefined; nowMs?: number } = {},
): ReadValue {
  if (type === 'time') return readNumbers(operator, pattern, (text) => readTime(text, nowMs), TIME_EXAMPLE);
  if (type === 'duration' || type === 'money' || type === 'count') {
    const { read, example } = NUMERIC[type];
    return readNumbers(operator, pattern, read, example);
  }
  if (operator !== ':')
    return problem('only numbers, durations, costs and times can be compared with < and >');
  if (pattern.length - 1 > MAX_WILDCARDS) return problem(`a value has at most ${MAX_WILDCARDS} wildcards`);
  if (type === 'id' && !/^[0-9a-f]{1,32}\*?$/i.test(pattern.join('*'))) {
    return problem('a trace id is 32 hexadecimal characters; its beginning is enough');
  }
  if (type === 'choice') {
    const chosen = choices.find((choice) => choice === pattern.join('*').toLowerCase());
    if (chosen === undefined) return problem(`it is one of ${choices.join(', ')}`);
    return { kind: 'pattern', pattern: [chosen] };
  }
  return { kind: 'pattern', pattern };
}

/** What is asked of an attribute: numbers where it is compared, otherwise a pattern; null when it cannot be. */
export function readAttributeValue(
  operator: FilterOperator,
  pattern: Pattern,
): PatternTest | AttributeNumbers | null {
  if (operator === ':') return pattern.length - 1 > MAX_WILDCARDS ? null : { kind: 'pattern', pattern };
  const number = plainNumber(pattern);
  return number === null ? null : { kind: 'number', sign: signOf(operator), number };
}

/** Attributes are compared as they are stored, fractions among them. */
export interface AttributeNumbers {
  readonly kind: 'number';
  readonly sign: Comparison['sign'];
  readonly number: number;
}

const TIME_EXAMPLE = '2026-11-20, 2026-11-20T14:30, or -15m for fifteen minutes ago';

function readNumbers(
  operator: FilterOperator,
  pattern: Pattern,
  read: (text: string) => Span | null,
  example: string,
): ReadValue {
  const text = pattern.join('*');
  const bounds = text.split('..');
  if (operator === ':' && bounds.length === 2) return readRange(bounds, read, example);
  const found = read(text);
  if (found === null) return problem(`write it as ${example}`);
  const { first, last } = found;
  if (last > LARGEST || first < 0n) return problem('the number is too large');
  if (operator === ':') {
    return first === last
      ? compare({ sign: '=', value: first })
      : compare({ sign: '>=', value: first }, { sign: '<=', value: last });
  }
  const sign = signOf(operator);
  return compare({ sign, value: sign === '>' || sign === '<=' ? last : first });
}

function readRange(
  [low = '', high = '']: readonly string[],
  read: (text: string) => Span | null,
  example: string,
): ReadValue {
  const from = low === '' ? null : read(low);
  const to = high === '' ? null : read(high);
  if ((low !== '' && from === null) || (high !== '' && to === null) || (from === null && to === null)) {
    return problem(`write a range as from..to, each side as ${example}`);
  }
  if ((to !== null && to.last > LARGEST) || (from !== null && (from.first > LARGEST || from.first < 0n))) {
    return problem('the number is too large');
  }
  if (from !== null && to !== null && from.first > to.last) return problem('the range ends before it begins');
  return compare(
    ...(from === null ? [] : [{ sign: '>=', value: from.first } as const]),
    ...(to === null ? [] : [{ sign: '<=', value: to.last } as const]),
  );
}

/** What a value stands for: a day is all its nanoseconds, a number is itself. */
interface Span {
  readonly first: bigint;
  readonly last: bigint;
}

function readDuration(text: string): Span | null {
  const [, digits = '', unit = ''] = /^(\d[\d.]*)(ns|us|µs|ms|s|m|h|d)$/.exec(text) ?? [];
  const longUnit = LONG_NANOS[unit];
  const nanos = decimal(digits, longUnit === undefined ? (NANOS[unit] ?? 0) : 9);
  if (nanos === null || digits === '') return null;
  return exactly(longUnit === undefined ? nanos : (nanos * longUnit) / 1_000_000_000n);
}

function readMoney(text: string): Span | null {
  return exactlyOrNull(decimal(text.replace(/^\$/, ''), 9));
}

function readCount(text: string): Span | null {
  const [, digits = '', unit = ''] = /^(\d[\d.]*)([kKM]?)$/.exec(text) ?? [];
  return exactlyOrNull(decimal(digits, { k: 3, K: 3, M: 6 }[unit] ?? 0));
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/i;
const DAY_MS = 86_400_000;

function readTime(text: string, nowMs: number): Span | null {
  if (text.startsWith('-')) {
    const ago = readDuration(text.slice(1));
    return ago === null ? null : exactly(BigInt(Math.floor(nowMs)) * 1_000_000n - ago.first);
  }
  const [, day, minutes, seconds, fraction = '', zone = 'Z'] = TIME.exec(text) ?? [];
  if (day === undefined) return null;
  const millis = Date.parse(`${day}T${minutes ?? '00:00'}:${seconds ?? '00'}${zone.toUpperCase()}`);
  // Date takes 30 February for 2 March.
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(millis) || Number.isNaN(dayMs) || !new Date(dayMs).toISOString().startsWith(day))
    return null;
  const first = BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  if (fraction !== '') return exactly(first);
  const lengthMs = minutes === undefined ? DAY_MS : seconds === undefined ? 60_000 : 1000;
  return { first, last: first + BigInt(lengthMs) * 1_000_000n - 1n };
}

/** A decimal number times ten to the `scale`, exactly; digits beyond are dropped. */
function decimal(text: string, scale: number): bigint | null {
  const [, whole = '', fraction = ''] = /^(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text) ?? [];
  return whole === '' ? null : BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
}

function plainNumber(pattern: Pattern): number | null {
  const [, digits = '', unit = ''] =
    /^(-?\d+(?:\.\d+)?(?:e-?\d{1,3})?)([kKM]?)$/.exec(pattern.join('*')) ?? [];
  const number = digits === '' ? NaN : Number(digits) * ({ k: 1e3, K: 1e3, M: 1e6 }[unit] ?? 1);
  return Number.isFinite(number) ? number : null;
}

function signOf(operator: FilterOperator): Comparison['sign'] {
  return operator === ':' ? '=' : (operator.slice(1) as Comparison['sign']);
}

function exactly(value: bigint): Span {
  return { first: value, last: value };
}

function exactlyOrNull(value: bigint | null): Span | null {
  return value === null ? null : exactly(value);
}

function compare(...comparisons: Comparison[]): ValueTest {
  return { kind: 'compare', comparisons };
}

function problem(message: string): ReadValue {
  return { kind: 'problem', message };
}
