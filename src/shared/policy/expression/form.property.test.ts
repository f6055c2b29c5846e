import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICY_FIELD_BY_PATH } from '../policy-fields.ts';
import { policySubject } from '../policy-subject.ts';
import { comparisonTest, type Comparison } from './comparison.ts';
import { compileCondition } from './condition.ts';
import { checkExpression, compileExpression } from './expression.ts';
import { expressionFromForm, formFromExpression, simplifyForm, type Form } from './form.ts';
import type { PolicySubject } from '../policy-fields.ts';
import {
  arbitraryComparison,
  arbitraryForm,
  arbitraryInput,
  arbitraryMessages,
} from './testing/arbitrary-condition.ts';
import { writeComparison } from './comparison.ts';

const arbitrarySubject = fc
  .tuple(arbitraryInput, arbitraryMessages)
  .map(([input, messages]) => policySubject(input, () => messages));

function holds(form: Form, subject: PolicySubject): boolean {
  const row = (each: Comparison) => {
    const field = POLICY_FIELD_BY_PATH.get(each.field);
    return field !== undefined && comparisonTest(each, field.read)(subject);
  };
  const rows = form.rows.map((each) => ('rows' in each ? holds(each, subject) : row(each)));
  if (rows.length === 0) return true;
  return form.join === 'all' ? rows.every(Boolean) : rows.some(Boolean);
}

describe('a form', () => {
  it('is a valid expression, and comes back from it', () => {
    fc.assert(
      fc.property(arbitraryForm, (form) => {
        const text = expressionFromForm(form);
        expect(checkExpression(text)).toMatchObject({ ok: true, type: 'bool', error: null });
        expect(formFromExpression(text)).toEqual(simplifyForm(form));
        expect(expressionFromForm(simplifyForm(form)).length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 150 },
    );
  });

  it('agrees with its expression, whatever the call', () => {
    fc.assert(
      fc.property(arbitraryForm, arbitrarySubject, (form, subject) => {
        const text = expressionFromForm(form);
        const expected = holds(form, subject);
        expect(text === '' || compileExpression(text).evaluate(subject)).toBe(expected);
        expect(compileCondition(text).every(({ test }) => test(subject))).toBe(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('has no row for what it cannot say', () => {
    for (const text of [
      'messages.exists(m, m.role == "tool")',
      'tokens.input + 1 > 2',
      'request.model == target.model',
      '(request.stream && (request.json || key.id == "")) || key.name == "a"',
      'lower(prompt) == "a"',
      'tokens.input >',
    ])
      expect(formFromExpression(text), text).toBeNull();
  });
});

it('a comparison is the same with CEL and without', () => {
  fc.assert(
    fc.property(arbitraryComparison, arbitrarySubject, (comparison, subject) => {
      const text = writeComparison(comparison);
      expect(compileCondition(text)[0]?.comparisons).toEqual([comparison]);
      expect(compileCondition(text)[0]?.test(subject)).toBe(compileExpression(text).evaluate(subject));
    }),
    { numRuns: 200 },
  );
});
