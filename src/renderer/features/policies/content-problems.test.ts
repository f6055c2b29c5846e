import { describe, expect, it } from 'vitest';
import { policyContentSchema, type PolicyContent, type PolicyRule } from '../../../shared/policy/index.ts';
import { problemOfField, readContent } from './content-problems.ts';
import { STARTING_POINTS } from './list/starting-points.ts';

const content = (rule: Partial<PolicyRule>, part: Partial<PolicyContent> = {}): PolicyContent => {
  const base: PolicyRule = { id: 'a', name: 'a', enabled: true, when: '', actions: [{ type: 'allow' }] };
  return { ...policyContentSchema.parse({ name: 'house rules' }), ...part, rules: [{ ...base, ...rule }] };
};

describe('readContent', () => {
  it('takes every starting point', () => {
    for (const point of STARTING_POINTS) {
      expect([...readContent(point.content).problems], point.key).toEqual([]);
    }
  });

  it('says what is wrong with a condition, and with fields, where they stand', () => {
    const { content: ready, problems } = readContent(
      content({ when: 'request.modle == "x"', actions: [] }, { name: ' ', priority: NaN }),
    );
    expect(ready).toBeNull();
    expect(problemOfField(problems, 'name')).toBe('Something must stand here.');
    expect(problemOfField(problems, 'priority')).toBeDefined();
    expect(problemOfField(problems, 'rules.0.when')).toContain('modle');
    expect(problemOfField(problems, 'rules.0.actions')).toBe('At least one.');
    expect(problemOfField(problems, 'rules.0')).toBeDefined();
    expect(problemOfField(problems, 'rules.1')).toBeUndefined();
  });

  it('leaves out what is not typed yet between commas', () => {
    const { content: ready } = readContent(
      content({ actions: [{ type: 'redact', kinds: ['email', ' card', ''] }] }),
    );
    expect(ready?.rules[0]?.actions).toEqual([{ type: 'redact', kinds: ['email', 'card'] }]);
  });
});
