import fc from 'fast-check';
import { printString } from '../syntax/literals.ts';

/** Texts of expressions that are well formed, of every kind of node. */
export function arbitraryExpression(depth = 3): fc.Arbitrary<string> {
  return vector(depth);
}

const name = fc.constantFrom('up', 'a:b', 'sum', 'by', 'http_requests_total', 'end', 'NaNs');
const label = fc.constantFrom('job', 'le', '__proto__', 'constructor', 'on', 'x1');
const labels = fc.uniqueArray(label, { maxLength: 3 }).map((names) => names.join(', '));
const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('', '"', '\\', '\n', '\u2028', 'ü😀', "'`"),
);
const duration = fc.constantFrom('5m', '1h30m', '90s', '1d', '1w', '250ms', '1y', '61m');
const moment = fc.constantFrom(
  '',
  ' offset 5m',
  ' offset -1h',
  ' @ 1700000000.5',
  ' @ start()',
  ' @ end() offset 1m',
);
const number = fc.oneof(
  fc.integer({ min: 0, max: 1_000 }).map(String),
  fc.constantFrom('0x1f', '1e9', '.5', 'Inf', 'NaN', '017', '1e-300', '123456789012345680000'),
);

const matcher = fc
  .tuple(label, fc.constantFrom('=', '!='), text)
  .map(([of, operator, value]) => of + operator + printString(value));
const selector = fc
  .tuple(name, fc.array(matcher, { maxLength: 3 }))
  .map(([metric, matchers]) => (matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`));

function vector(depth: number): fc.Arbitrary<string> {
  const leaf = fc.tuple(selector, moment).map(([of, when]) => of + when);
  if (depth === 0) return leaf;
  const inner = vector(depth - 1);
  const matching = fc.oneof(
    fc.constant(''),
    labels.map((names) => ` on (${names})`),
    fc
      .tuple(labels, fc.constantFrom('left', 'right'))
      .map(([names, side]) => ` ignoring (${names}) group_${side}`),
  );
  return fc.oneof(
    leaf,
    inner.map((of) => `(${of})`),
    inner.map((of) => `-${of}`),
    fc.tuple(selector, duration, moment).map(([of, range, when]) => `rate(${of}[${range}]${when})`),
    fc
      .tuple(inner, duration, fc.oneof(fc.constant(''), duration), moment)
      .map(([of, range, step, when]) => `max_over_time((${of})[${range}:${step}]${when})`),
    fc
      .tuple(fc.constantFrom('sum', 'AVG', 'group'), fc.constantFrom('by', 'without'), labels, inner)
      .map(([call, how, names, of]) => `${call} ${how} (${names}) (${of})`),
    fc.tuple(number, inner).map(([size, of]) => `topk(${size}, ${of})`),
    fc.tuple(inner, text).map(([of, value]) => `label_replace(${of}, "x", ${printString(value)}, "y", "")`),
    fc
      .tuple(inner, fc.constantFrom('+', '-', '*', '/', '%', '^', 'atan2', '==', '> bool'), matching, inner)
      .map(([left, operator, how, right]) => `${left} ${operator}${how} ${right}`),
    fc.tuple(inner, fc.constantFrom('and', 'or', 'unless'), inner).map((parts) => parts.join(' ')),
    fc.tuple(inner, fc.constantFrom('+', '<', '^'), number).map((parts) => parts.join(' ')),
    fc.tuple(number, inner).map(([left, right]) => `-${left} ^ 2 * ${right}`),
  );
}
