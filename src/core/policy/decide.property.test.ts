import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../shared/policy/expression/index.ts';
import {
  arbitraryInput,
  arbitraryMessages,
} from '../../shared/policy/expression/testing/arbitrary-condition.ts';
import {
  policySubject,
  type PolicyAction,
  type PolicyEffects,
  type PolicyOutcome,
  type PolicyScope,
  type PolicySubject,
  type RuleReference,
} from '../../shared/policy/index.ts';
import { compilePolicies } from './compile-policies.ts';
import type { PolicySource } from './compiled-set.ts';
import { arbitraryScope, arbitrarySets } from './testing/arbitrary-sets.ts';

const arbitraryTraceId = fc.stringMatching(/^[0-9a-f]{32}$/);
const arbitraryCall = fc.record({
  scope: arbitraryScope,
  input: arbitraryInput,
  messages: arbitraryMessages,
  traceId: arbitraryTraceId,
});
type Call = typeof arbitraryCall extends fc.Arbitrary<infer Made> ? Made : never;

const ask = (
  sets: PolicySource[],
  { scope, input, messages, traceId }: Call,
  isIndexed = true,
): PolicyOutcome | null =>
  compilePolicies(sets, { isIndexed, listedRules: Number.POSITIVE_INFINITY }).decide(
    scope,
    input,
    () => messages,
    traceId,
  );

/** What it says of rules, but for time and for which of several false parts it names. */
const saidOf = (outcome: PolicyOutcome | null) =>
  outcome?.sets.map(({ setId, outcome: of, rules }) => ({
    setId,
    of,
    rules: rules.map(({ ruleId, matched, error }) => ({ ruleId, matched, error })),
  }));

interface Happened {
  readonly action: PolicyAction | { readonly type: 'failed' };
  readonly by: RuleReference;
}

/** All that matching rules do, in order, up to the end of the rule that ends it: the written rule, read word by word. */
function happens(sets: readonly PolicySource[], subject: PolicySubject): Happened[] {
  const happened: Happened[] = [];
  for (const { setId, content } of sets) {
    for (const { id, enabled, when, actions } of content.rules) {
      if (!enabled) continue;
      const by = { setId, ruleId: id };
      const state = stateOf(when, subject);
      if (state === true) happened.push(...actions.map((action) => ({ action, by })));
      if (state === 'failed' && content.failureMode === 'closed')
        happened.push({ action: { type: 'failed' }, by });
      if (happened.some(({ action: { type } }) => ['allow', 'block', 'failed'].includes(type)))
        return happened;
    }
  }
  return happened;
}

function stateOf(when: string, subject: PolicySubject): boolean | 'failed' {
  if (when === '') return true;
  try {
    return compileExpression(when).evaluate(subject);
  } catch {
    return 'failed';
  }
}

function inOrder(sets: readonly PolicySource[], { org, workspace, user }: PolicyScope): PolicySource[] {
  const rank = ({ content: { scope } }: PolicySource) =>
    [scope.user, scope.workspace, scope.org].map((name) => (name === null ? '0' : '1')).join('');
  return sets
    .filter(({ content: { scope } }) => [null, org].includes(scope.org))
    .filter(({ content: { scope } }) => [null, workspace].includes(scope.workspace))
    .filter(({ content: { scope } }) => [null, user].includes(scope.user))
    .toSorted((a, b) => a.setId.localeCompare(b.setId))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
    .toSorted((a, b) => rank(b).localeCompare(rank(a)))
    .toSorted((a, b) => b.content.priority - a.content.priority);
}

function effectsOf(happened: readonly Happened[], traceId: string): PolicyEffects {
  const all = <Type extends PolicyAction['type']>(type: Type) =>
    happened.flatMap(({ action, by }) =>
      action.type === type ? [{ action: action as Extract<PolicyAction, { type: Type }>, by }] : [],
    );
  const unique = <T>(values: T[]) => [...new Set(values)];
  const final = happened.find(({ action: { type } }) => ['allow', 'block', 'failed'].includes(type));
  const kinds = all('redact').map(({ action }) => action.kinds);
  const byFirst = <T>(pairs: (readonly [string, T])[]) => Object.fromEntries(pairs.toReversed());
  const sampled = (Number.parseInt(traceId.slice(24), 16) / 2 ** 32) * 100;
  const blocked = final?.action.type === 'block' ? final.action : null;
  return {
    block:
      final?.action.type === 'failed'
        ? { code: 'policy_failed', message: 'A rule of the policy could not be evaluated.', by: final.by }
        : final !== undefined && blocked !== null
          ? { code: blocked.code, message: blocked.message, by: final.by }
          : null,
    allowedBy: final?.action.type === 'allow' ? final.by : null,
    flags: unique(all('flag').map(({ action }) => action.label)),
    warnings: unique(all('warn').map(({ action }) => action.message)),
    redact: kinds.length === 0 ? null : kinds.some((each) => each.length === 0) ? [] : unique(kinds.flat()),
    parameters: byFirst(all('set_parameter').map(({ action }) => [action.parameter, action.value] as const)),
    capTokens:
      all('cap_tokens')
        .map(({ action }) => action.tokens)
        .toSorted((a, b) => a - b)[0] ?? null,
    chooseModel: all('choose_model')[0]?.action.model ?? null,
    forbidModels: unique(all('forbid_models').flatMap(({ action }) => action.models)),
    requireGuards: unique(all('require_guard').map(({ action }) => action.guard)),
    limits: all('limit').map(({ action, by }) => ({ by, limit: action })),
    review: all('review').some(({ action }) => sampled < action.percent),
    tags: byFirst(all('tag').map(({ action }) => [action.key, action.value] as const)),
    checkJson: all('check_json').map(({ action: { schema, repair } }) => ({ schema, repair }))[0] ?? null,
  };
}

describe('a decision', () => {
  it('is total, the same each time, and the same with and without the index', () => {
    fc.assert(
      fc.property(arbitrarySets, arbitraryCall, (sets, call) => {
        const outcome = ask(sets, call);
        for (const again of [ask(sets, call), ask(sets.toReversed(), call), ask(sets, call, false)]) {
          expect(again?.effects).toEqual(outcome?.effects);
          expect(again?.shadow).toEqual(outcome?.shadow);
          expect(saidOf(again)).toEqual(saidOf(outcome));
        }
        for (const rule of outcome?.sets.flatMap(({ rules }) => rules) ?? []) {
          expect(rule.why).toMatch(/is true|is false|could not be evaluated|no condition/);
          expect(rule.micros).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is what the written rule says, in its order', () => {
    fc.assert(
      fc.property(arbitrarySets, arbitraryCall, (sets, call) => {
        const asked = inOrder(sets, call.scope).filter(({ content }) => content.mode !== 'off');
        const subject = policySubject(call.input, () => call.messages);
        const outcome = ask(sets, call);
        if (asked.length === 0) {
          expect(outcome).toBeNull();
          return;
        }
        const enforced = asked.filter(({ content }) => content.mode === 'enforce');
        expect(outcome?.effects).toEqual(effectsOf(happens(enforced, subject), call.traceId));
        const hasShadow = enforced.length < asked.length;
        expect(outcome?.shadow).toEqual(hasShadow ? effectsOf(happens(asked, subject), call.traceId) : null);
      }),
      { numRuns: 150 },
    );
  });
});
