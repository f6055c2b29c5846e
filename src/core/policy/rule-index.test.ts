import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../shared/policy/expression/index.ts';
import { completeInput, policySubject, type PartialInput } from '../../shared/policy/index.ts';
import { requirementOf, RuleIndex } from './rule-index.ts';

const index = (...conditions: string[]) =>
  new RuleIndex(conditions.map((text) => requirementOf(compileCondition(text))));
const subject = (input: PartialInput) => policySubject(completeInput(input), () => []);

describe('the index of rules', () => {
  it('finds rules by a value, a choice of values or a bound, and leaves those that need neither', () => {
    const rules = index(
      'request.model == "a" && cost.estimate > 5.0',
      'scope.user == "ana" || scope.user in ["ben", "cem"]',
      'tokens.input > 100',
      'tokens.input >= 101',
      'tokens.input < 100 && request.tools.size() > 1',
      'cost.estimate <= 0.5 && request.stream',
      'request.stream',
      'scope.user == "ana" || tokens.input > 5',
      '',
    );
    expect(rules.candidates(subject({}))).toEqual([4, 5, 7, 8]);
    expect(rules.candidates(subject({ tokens: { input: 100 }, cost: { estimate: 1 } }))).toEqual([7, 8]);
    expect(rules.candidates(subject({ tokens: { input: 101 }, cost: { estimate: 1 } }))).toEqual([
      2, 3, 7, 8,
    ]);
    expect(
      rules.candidates(
        subject({ request: { model: 'a', stream: true }, scope: { user: 'cem' }, tokens: { input: 100 } }),
      ),
    ).toEqual([0, 1, 5, 6, 7, 8]);
  });

  it('prefers few values to many, those to a bound, and that to yes or no', () => {
    const partOf = (text: string) => requirementOf(compileCondition(text))?.part;
    expect(partOf('request.stream && tokens.input > 5 && scope.user in ["a", "b"] && key.id == "k"')).toBe(3);
    expect(partOf('request.stream && tokens.input > 5')).toBe(1);
    expect(partOf('prompt == "a" && request.stream')).toBe(1);
    expect(partOf('scope.user != "a" && request.tools.size() > 1')).toBeUndefined();
  });
});
