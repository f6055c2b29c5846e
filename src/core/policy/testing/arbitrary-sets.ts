import fc from 'fast-check';
import { guardNameSchema } from '../../../shared/guard/index.ts';
import { expressionFromForm } from '../../../shared/policy/expression/index.ts';
import { arbitraryForm } from '../../../shared/policy/expression/testing/arbitrary-condition.ts';
import {
  policyContentSchema,
  policyModeSchema,
  settableParameterSchema,
  type PolicyAction,
  type PolicyScope,
} from '../../../shared/policy/index.ts';
import type { PolicySource } from '../compiled-set.ts';

const label = fc.constantFrom('a', 'b', 'c');

const arbitraryAction: fc.Arbitrary<PolicyAction> = fc.oneof(
  fc.constant({ type: 'allow' as const }),
  fc.record({ type: fc.constant('block' as const), code: label, message: label }),
  fc.record({ type: fc.constant('flag' as const), label }),
  fc.record({ type: fc.constant('warn' as const), message: label }),
  fc.record({ type: fc.constant('redact' as const), kinds: fc.array(label, { maxLength: 2 }) }),
  fc.record({
    type: fc.constant('set_parameter' as const),
    parameter: fc.constantFrom(...settableParameterSchema.options),
    value: fc.constantFrom(0, 1, null),
  }),
  fc.record({ type: fc.constant('cap_tokens' as const), tokens: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constant('choose_model' as const), model: label }),
  fc.record({
    type: fc.constant('forbid_models' as const),
    models: fc.array(label, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant('require_guard' as const),
    guard: fc.constantFrom(...guardNameSchema.options),
  }),
  fc.constant({ type: 'limit' as const, requests: 5, period: 'minute' as const, per: 'user' as const }),
  fc.record({ type: fc.constant('review' as const), percent: fc.constantFrom(0, 50, 100) }),
  fc.record({ type: fc.constant('tag' as const), key: label, value: label }),
  fc.record({
    type: fc.constant('check_json' as const),
    schema: fc.constantFrom(null, {}),
    repair: fc.boolean(),
  }),
);

/** Conditions of all sorts: forms, what only CEL can say, what sometimes has no value, and what is not valid. */
const arbitraryWhen = fc.oneof(
  { weight: 6, arbitrary: arbitraryForm.map(expressionFromForm) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      'messages.exists(m, m.role == "tool" && m.text.contains("plan"))',
      'messages[2].text == "" && request.model == "gpt-4o"',
      '10 / tokens.input > 2',
      'request.model == "gpt-4o" && 10 / tokens.input > 2',
      'request.tools.exists(t, t == request.model) || request.stream',
      'tokns.input > 2',
    ),
  },
);

const arbitraryRule = fc.record({
  name: fc.constant('A rule'),
  enabled: fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  when: arbitraryWhen,
  actions: fc.array(arbitraryAction, { minLength: 1, maxLength: 3 }),
});

const tenant = fc.constantFrom(null, 'acme', 'a');
export const arbitraryScope: fc.Arbitrary<PolicyScope> = fc.record({
  org: tenant,
  workspace: tenant,
  user: tenant,
});

export const arbitrarySets: fc.Arbitrary<PolicySource[]> = fc
  .array(
    fc.record({
      scope: fc.oneof(arbitraryScope, fc.constant({ org: null, workspace: null, user: null })),
      priority: fc.integer({ min: -1, max: 1 }),
      mode: fc.constantFrom(...policyModeSchema.options, 'enforce' as const),
      failureMode: fc.constantFrom('open' as const, 'closed' as const),
      rules: fc.array(arbitraryRule, { maxLength: 6 }),
      createdAt: fc.constantFrom('2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'),
    }),
    { maxLength: 5 },
  )
  .map((sets) =>
    sets.map(({ rules, createdAt, ...set }, number) => ({
      setId: `set-${number}`,
      version: 1,
      createdAt,
      content: policyContentSchema.parse({
        name: 'A set',
        ...set,
        rules: rules.map((rule, place) => ({ ...rule, id: `rule-${place}` })),
      }),
    })),
  );
