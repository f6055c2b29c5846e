import fc from 'fast-check';
import type { Clause, FilterExpression, Pattern } from '../filter-expression.ts';
import { FILTER_FIELDS, type FieldType } from '../filter-fields.ts';

const PLACE = { from: 0, to: 0 };
const OPERATORS = [':', ':>', ':>=', ':<', ':<='] as const;

/** Any text that is one: letters, quotes, backslashes, control and bidi characters, keywords, whole clauses. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    'and',
    'or',
    'not',
    'any',
    'ANY',
    'span',
    'a b',
    'x:y',
    '"',
    '\\',
    '*',
    ')(',
    '\u202e',
    '',
    '>2',
    '@',
  ),
  fc.constantFrom("'; DROP TABLE traces; --", '%_\\', '[a-z]?', '🚦', ' '),
);

const filledText = anyText.filter((text) => text !== '');

export const anyPattern: fc.Arbitrary<Pattern> = fc
  .tuple(anyText, fc.array(filledText, { maxLength: 2 }), anyText, fc.boolean())
  .map(([first, middle, last, isPlain]) => (isPlain ? [first] : [first, ...middle, last]));

const numbers: Partial<Record<FieldType, string[]>> = {
  duration: ['2s', '1.5ms', '10us', '3h', '1ns'],
  money: ['$0.01', '0.25', '12'],
  count: ['0', '500', '10k', '1.5M'],
  time: ['2026-11-20', '2026-11-20T14:30', '2026-11-20T14:30:01.5+02:00', '-15m'],
};

function clauseOf(field: (typeof FILTER_FIELDS)[number]): fc.Arbitrary<Clause> {
  const clause = { kind: 'clause', field: field.name, operator: ':', ...PLACE } as const;
  const written = numbers[field.type];
  if (written !== undefined) {
    return fc
      .tuple(fc.constantFrom(...written), fc.constantFrom(...OPERATORS))
      .map(([value, operator]): Clause => ({ ...clause, operator, value: [value] }));
  }
  if (field.type === 'choice') {
    return fc.constantFrom(...(field.choices ?? [])).map((value): Clause => ({ ...clause, value: [value] }));
  }
  if (field.type === 'id')
    return fc.constantFrom('4bf92f35', 'a').map((value) => ({ ...clause, value: [value] }));
  return anyPattern.map((value): Clause => ({ ...clause, value }));
}

const anyAttribute = filledText.map((key) => `@${key}`);
const attributeClause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    kind: fc.constant('clause' as const),
    field: anyAttribute,
    operator: fc.constant(':' as const),
    value: anyPattern,
    from: fc.constant(0),
    to: fc.constant(0),
  }),
  fc.record({
    kind: fc.constant('clause' as const),
    field: anyAttribute,
    operator: fc.constantFrom(...OPERATORS),
    value: fc.constantFrom<Pattern>(['5'], ['-1.5'], ['10k']),
    from: fc.constant(0),
    to: fc.constant(0),
  }),
);

function condition(inSpan: boolean): fc.Arbitrary<FilterExpression> {
  const fields = FILTER_FIELDS.filter(({ level }) => !inSpan || level !== 'trace');
  return fc.oneof(
    fc.constantFrom(...fields).chain(clauseOf),
    attributeClause,
    fc
      .oneof(fc.constantFrom(...fields.map(({ name }) => name)), anyAttribute)
      .map((field) => ({ kind: 'has' as const, field, ...PLACE })),
    anyPattern
      .filter((text) => text.join('').trim() !== '')
      .map((text) => ({ kind: 'text' as const, text, ...PLACE })),
  );
}

/** Flat where the grammar is: no `and` directly in an `and`. */
function joined(kind: 'and' | 'or', operands: readonly FilterExpression[]): FilterExpression {
  return {
    kind,
    operands: operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand])),
    ...PLACE,
  };
}

function expression(inSpan: boolean, depth: number): fc.Arbitrary<FilterExpression> {
  if (depth === 0) return condition(inSpan);
  const inner = expression(inSpan, depth - 1);
  const several = fc.array(inner, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    condition(inSpan),
    several.map((operands) => joined('and', operands)),
    several.map((operands) => joined('or', operands)),
    inner.map((operand) => ({ kind: 'not' as const, operand, ...PLACE })),
    ...(inSpan
      ? []
      : [expression(true, depth - 1).map((operand) => ({ kind: 'anySpan' as const, operand, ...PLACE }))]),
  );
}

/** Any filter that can be written, without places. */
export const anyFilter: fc.Arbitrary<FilterExpression> = expression(false, 3);

/** The same expression without places. */
export function withoutPlaces(found: FilterExpression | null): unknown {
  return JSON.parse(
    JSON.stringify(found, (key, value: unknown) => (key === 'from' || key === 'to' ? 0 : value)),
  );
}
