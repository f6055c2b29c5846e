import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topConditions, topValue, withoutTopCondition, withTopValue } from './filter-clauses.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';
import { anyFilter } from './testing/any-filter.ts';

describe('the top conditions of a filter', () => {
  it.each([
    ['', 'status', 'error', 'status:error'],
    ['status:ok refund', 'status', 'error', 'status:error refund'],
    ['status:ok refund', 'status', undefined, 'refund'],
    ['a or b', 'status', 'error', '(a or b) status:error'],
    ['(a or b) status:error', 'status', undefined, 'a or b'],
    ['any span (status:error)', 'status', 'ok', 'any span (status:error) status:ok'],
    ['service:', 'status', 'ok', 'status:ok'],
    ['', 'service', 'a "b" *', 'service:"a \\"b\\" \\*"'],
  ])('%j with %s of %j', (text, field, value, expected) => {
    expect(withTopValue(text, field, value)).toBe(expected);
    expect(topValue(expected, field)).toBe(value);
  });

  it('tells operators apart', () => {
    expect(withTopValue('duration:<5s', 'duration', '2s', ':>=')).toBe('duration:<5s duration:>=2s');
    expect(topValue('duration:<5s duration:>=2s', 'duration', ':>=')).toBe('2s');
    expect(topValue('model:gpt*', 'model')).toBeUndefined();
  });

  it('can be taken away one by one', () => {
    fc.assert(
      fc.property(anyFilter, (expression) => {
        let text = printFilter(expression);
        for (let left = topConditions(expression).length; left > 0; left--) {
          const parsed = parseFilter(text);
          expect(parsed.ok && topConditions(parsed.expression)).toHaveLength(left);
          text = withoutTopCondition(text, 0);
          // An `or` that is left alone may itself be an `and` once its parentheses are gone.
          if (left === 2) break;
        }
      }),
      { numRuns: 100 },
    );
  });
});
