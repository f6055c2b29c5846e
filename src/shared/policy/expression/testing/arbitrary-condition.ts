import fc from 'fast-check';
import { guardNameSchema } from '../../../guard/index.ts';
import { completeInput } from '../../policy-evaluation.ts';
import { POLICY_FIELDS, type PolicyField } from '../../policy-fields.ts';
import type { PolicyInput, PolicyMessage } from '../../policy-input.ts';
import { OPERATORS_OF, type Comparison } from '../comparison.ts';
import type { Form } from '../form.ts';

/** Few values, so that comparisons often hold. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'gpt-4o', 'gpt-4o-mini', 'acme', 'a', 'secret plan', 'plan') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '"quoted" \\ and\nmore',
      '\u{1F600} \u{10000}',
      'é\u2028',
      '*',
      "it's",
      '\0\x7f',
    ),
  },
);
const pattern = fc.constantFrom('gpt-.*', '^a', '(?i)PLAN', '\\d+', 'secret|plan', '');
const whole = fc.oneof(fc.integer({ min: -2, max: 5 }), fc.constantFrom(1_000, 2 ** 31, -(2 ** 40)));
const number = fc.oneof(whole, fc.constantFrom(0.5, -0.25, 1.5, 1e-7, 1e21));

const fields = POLICY_FIELDS.filter(({ type }) => type !== 'list<Message>');

function valueFor(
  { type }: PolicyField,
  operator: Comparison['operator'],
): fc.Arbitrary<Comparison['value']> {
  if (type === 'bool') return fc.boolean();
  if (operator.endsWith('matches')) return pattern;
  if (type === 'int' || type === 'double')
    return operator.endsWith('in') ? fc.array(whole, { minLength: 1, maxLength: 4 }) : number;
  return operator === 'in' || operator === 'not_in' ? fc.array(text, { minLength: 1, maxLength: 4 }) : text;
}

export const arbitraryComparison: fc.Arbitrary<Comparison> = fc
  .constantFrom(...fields)
  .chain((field) =>
    fc
      .constantFrom(...OPERATORS_OF[field.type])
      .chain((operator) =>
        valueFor(field, operator).map((value) => ({ field: field.path, operator, value })),
      ),
  );

const join = fc.constantFrom('all' as const, 'any' as const);
const group = fc.record({ join, rows: fc.array(arbitraryComparison, { minLength: 2, maxLength: 3 }) });

export const arbitraryForm: fc.Arbitrary<Form> = fc.record({
  join,
  rows: fc.array(fc.oneof({ weight: 3, arbitrary: arbitraryComparison }, { weight: 1, arbitrary: group }), {
    maxLength: 5,
  }),
});

const natural = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(1_000));
const dollars = fc.constantFrom(0, 0.5, 1, 1.5);
const names = fc.array(text, { maxLength: 3 });
const guardResult = fc.record({
  outcome: fc.constantFrom('pass' as const, 'flag' as const, 'redact' as const),
  score: dollars,
  hits: natural,
  kinds: names,
});

export const arbitraryInput: fc.Arbitrary<PolicyInput> = fc
  .record(
    {
      request: fc.record(
        {
          model: text,
          stream: fc.boolean(),
          json: fc.boolean(),
          max_tokens: natural,
          temperature: dollars,
          tools: names,
          agent: text,
        },
        { requiredKeys: [] },
      ),
      scope: fc.record({ org: text, workspace: text, user: text }),
      tokens: fc.record({ input: natural }),
      cost: fc.record({ estimate: dollars }),
      time: fc.record({ hour: fc.integer({ min: 0, max: 23 }), weekday: fc.integer({ min: 1, max: 7 }) }),
      target: fc.record({ provider: text, model: text }),
      guards: fc.dictionary(fc.constantFrom(...guardNameSchema.options), guardResult),
      similarity: fc.record({ recent: dollars, bad: dollars, good: dollars }),
    },
    { requiredKeys: [] },
  )
  .map((parts) => completeInput(parts));

export const arbitraryMessages: fc.Arbitrary<PolicyMessage[]> = fc.array(
  fc.record({ role: fc.constantFrom('system', 'user', 'assistant', 'tool'), text }),
  { maxLength: 4 },
);
