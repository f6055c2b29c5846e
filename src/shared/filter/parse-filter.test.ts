import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTER_FIELDS } from './filter-fields.ts';
import { MAX_FILTER_LENGTH, parseFilter } from './parse-filter.ts';
import { printClause, printFilter } from './print-filter.ts';
import { anyFilter, withoutPlaces } from './testing/any-filter.ts';

function printed(text: string): string {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems.map(({ message }) => message).join(' ')}`);
  return printFilter(parsed.expression);
}

function problemsOf(text: string) {
  const parsed = parseFilter(text);
  return parsed.ok ? [] : parsed.problems;
}

describe('parseFilter', () => {
  it('reads what printFilter prints as the same expression', () => {
    fc.assert(
      fc.property(anyFilter, (expression) => {
        const text = printFilter(expression);
        fc.pre(text.length <= MAX_FILTER_LENGTH);
        const parsed = parseFilter(text);
        expect(parsed).toMatchObject({ ok: true });
        if (!parsed.ok) return;
        expect(withoutPlaces(parsed.expression)).toEqual(withoutPlaces(expression));
        expect(printFilter(parsed.expression)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('answers any text, with an expression or with places in the text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '"',
      ':',
      '@',
      'and',
      'not ',
      'any span (',
      'service:',
      '*',
      '\\',
      ' ',
      'a',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
      fc.uint16Array({ maxLength: 30 }).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseFilter(given);
        if (parsed.ok) {
          const again = printFilter(parsed.expression);
          expect(printed(again)).toBe(again);
          return;
        }
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const { from, to, message } of parsed.problems) {
          expect(message).toMatch(/[.?]$/);
          expect(0 <= from && from <= to && to <= given.length).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['(', ')', 'not ', 'a or ', 'any span (', '"', '\\', 'a:', '@"', '@a:1 ', '(a or '])(
    'ends quickly with as many %s as fit, and far more',
    (piece) => {
      parseFilter(piece.repeat(Math.floor(MAX_FILTER_LENGTH / piece.length)));
      expect(problemsOf(piece.repeat(1_000_000))).toHaveLength(1);
    },
  );

  it('is nested so deep and no deeper', () => {
    expect(problemsOf(`${'('.repeat(30)}a${')'.repeat(30)}`)).toEqual([]);
    expect(problemsOf(`${'('.repeat(60)}a${')'.repeat(60)}`)[0]?.message).toContain('nested');
    expect(problemsOf('a '.repeat(201))[0]?.message).toContain('200 conditions');
  });

  it('reads literal values of printClause back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (value) => {
        const parsed = parseFilter(printClause('service', ':', value));
        expect(parsed).toMatchObject({ expression: { field: 'service', value: [value.toWellFormed()] } });
      }),
    );
  });

  it.each([
    ['a and b or c', 'a b or c'],
    ['a (b c)', 'a b c'],
    ['NOT (a or b)', 'not (a or b)'],
    ['not a b', 'not a b'],
    ['Status:error root:x', 'status:error name:x'],
    ['spans:=3', 'spans:3'],
    ['name:a**b', 'name:a*b'],
    ['"any" "x:y" "a b"', '"any" "x:y" "a b"'],
    ['any  SPAN(model:x)', 'any span (model:x)'],
    ['@"a key":1', '@"a key":1'],
    ['model:llama3:8b', 'model:llama3:8b'],
    ['12:30 c++', '12:30 c++'],
    ['any spanish(x)', '"any" spanish x'],
    ['  ', ''],
  ])('prints %s as %s', (given, expected) => {
    expect(printed(given)).toBe(expected);
  });

  it.each([
    ['service:', 0, 8, 'service needs a value', undefined],
    ['modle:x', 0, 6, 'Did you mean model?', 'model:'],
    ['a http://x', 2, 10, 'no field http', '"http://x"'],
    ['has:modle', 4, 9, 'Did you mean model?', 'model'],
    ['a or', 2, 4, 'After or a condition is missing', undefined],
    ['(a', 0, 1, 'not closed', undefined],
    ['a)', 1, 2, 'no opening parenthesis', undefined],
    ['()', 0, 1, 'nothing in these', undefined],
    ['or a', 0, 2, 'between two conditions', '"or"'],
    ['name:"x', 5, 7, 'quotation mark is not closed', '"x"'],
    ['status:bad', 7, 10, 'one of ok, error', undefined],
    ['duration:>soon', 10, 14, '250ms', undefined],
    ['service:>2', 9, 10, 'only numbers', undefined],
    ['any span (calls:3)', 10, 17, 'of the whole trace', undefined],
    ['spans:99999999999999999999', 6, 26, 'This does not fit spans', undefined],
    ['@a:>b', 4, 5, 'compared with numbers', undefined],
  ])('says what is wrong with %s', (text, from, to, message, suggestion) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ from, to, message: expect.stringContaining(message) as string });
    expect(problem?.suggestion).toBe(suggestion);
  });

  it('has an example for each field, which is printed as it is written', () => {
    for (const { example } of FILTER_FIELDS) expect(printed(example)).toBe(example);
  });
});
