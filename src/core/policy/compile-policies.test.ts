import { describe, expect, it } from 'vitest';
import { completeInput, type PartialInput, type PolicyMessage } from '../../shared/policy/index.ts';
import { compilePolicies } from './compile-policies.ts';
import { madeSet } from './testing/made-set.ts';

const SCOPE = { org: 'acme', workspace: null, user: null };
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const HELLO: PolicyMessage[] = [{ role: 'user', text: 'Hello, my password is hunter2' }];
const never = (): never => {
  throw new Error('the messages were asked for');
};
const madeInput = (parts: PartialInput = {}) =>
  completeInput({ ...parts, request: { model: 'gpt-4o', ...parts.request } });
const block = { type: 'block' as const, message: 'No.' };

describe('a compiled policy', () => {
  it('decides, tells why, and leaves the messages alone that no condition reads', () => {
    const policies = compilePolicies([
      madeSet({
        rules: [
          { id: 'long', name: 'Long', when: 'tokens.input > 1000', actions: [block] },
          {
            id: 'dear',
            name: 'Dear',
            when: 'request.model == "gpt-4o" && cost.estimate > 1',
            actions: [{ type: 'cap_tokens', tokens: 500 }],
          },
        ],
      }),
    ]);
    expect(policies.readsMessages).toBe(false);
    const input = madeInput({ tokens: { input: 12 }, cost: { estimate: 1.5 } });
    const outcome = policies.decide(SCOPE, input, never, TRACE);
    expect(outcome?.effects).toMatchObject({ block: null, capTokens: 500 });
    expect(outcome?.shadow).toBeNull();
    expect(outcome?.sets).toMatchObject([
      {
        setId: 'set',
        outcome: 'modify',
        rules: [
          { ruleId: 'long', matched: false, why: 'tokens.input > 1000 is false (tokens.input = 12)' },
          {
            ruleId: 'dear',
            matched: true,
            why: 'request.model == "gpt-4o" && cost.estimate > 1 is true (request.model = "gpt-4o", cost.estimate = 1.5)',
          },
        ],
      },
    ]);
  });

  it('tells why not of a rule that the index ruled out, and never shows a text', () => {
    const policies = compilePolicies([
      madeSet({
        rules: [
          { id: 'other', name: 'Other', when: 'request.model == "claude"', actions: [block] },
          { id: 'text', name: 'Text', when: 'text.contains("hunter3")', actions: [block] },
        ],
      }),
    ]);
    const outcome = policies.decide(SCOPE, madeInput(), () => HELLO, TRACE);
    expect(outcome?.sets[0]?.rules.map(({ why }) => why)).toEqual([
      'request.model == "claude" is false (request.model = "gpt-4o")',
      'text.contains("hunter3") is false (text has 29 characters)',
    ]);
  });

  it('takes a rule that cannot be evaluated as the set says', () => {
    const rules = [{ id: 'odd', name: 'Odd', when: 'messages[7].text == ""', actions: [block] }];
    const decide = (failureMode: 'open' | 'closed') =>
      compilePolicies([madeSet({ failureMode, rules })]).decide(SCOPE, madeInput(), () => HELLO, TRACE);
    expect(decide('open')?.effects.block).toBeNull();
    expect(decide('open')?.sets[0]?.rules[0]).toMatchObject({
      matched: false,
      error: 'No such key: index out of bounds, index 7 >= size 1',
    });
    expect(decide('closed')?.effects.block).toMatchObject({ code: 'policy_failed', by: { ruleId: 'odd' } });
  });

  it('asks only the sets that are for the caller', () => {
    const rules = [{ id: 'all', name: 'All', actions: [block] }];
    const policies = compilePolicies([
      madeSet({ scope: { org: 'acme' }, rules }),
      madeSet({ mode: 'off', rules }, 'off'),
    ]);
    expect(policies.decide(SCOPE, madeInput(), never, TRACE)?.effects.block).not.toBeNull();
    expect(policies.appliesTo({ ...SCOPE, org: 'other' })).toBe(false);
    expect(policies.decide({ ...SCOPE, org: 'other' }, madeInput(), never, TRACE)).toBeNull();
  });

  it('with a set in shadow says what it would do, and does it not', () => {
    const policies = compilePolicies([
      madeSet({ mode: 'shadow', priority: 1, rules: [{ id: 'no', name: 'No', actions: [block] }] }, 'shadow'),
      madeSet({ rules: [{ id: 'mark', name: 'Mark', actions: [{ type: 'flag', label: 'seen' }] }] }, 'real'),
    ]);
    const outcome = policies.decide(SCOPE, madeInput(), never, TRACE);
    expect(outcome?.effects).toMatchObject({ block: null, flags: ['seen'] });
    expect(outcome?.shadow).toMatchObject({ block: { by: { setId: 'shadow', ruleId: 'no' } }, flags: [] });
    expect(outcome?.sets.map(({ outcome: each }) => each)).toEqual(['block', 'flag']);
  });
});
