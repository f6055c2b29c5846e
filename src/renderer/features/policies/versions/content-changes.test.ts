import { describe, expect, it } from 'vitest';
import { policyContentSchema, type PolicyRule } from '../../../../shared/policy/index.ts';
import { contentChanges } from './content-changes.ts';

const rule = (id: string, part: Partial<PolicyRule> = {}): PolicyRule => ({
  id,
  name: id,
  enabled: true,
  when: '',
  actions: [{ type: 'allow' }],
  ...part,
});
const content = (part: object) => policyContentSchema.parse({ name: 'house rules', ...part });

describe('contentChanges', () => {
  it('finds none between equals', () => {
    const same = content({ rules: [rule('a'), rule('b')] });
    expect(contentChanges(same, structuredClone(same))).toEqual({ fields: [], rules: [] });
  });

  it('says what was added, removed, changed and moved', () => {
    const before = content({ priority: 1, rules: [rule('a'), rule('b'), rule('c')] });
    const after = content({
      mode: 'enforce',
      priority: 1,
      rules: [rule('b'), rule('a', { when: 'request.stream' }), rule('d')],
    });
    const changes = contentChanges(before, after);
    expect(changes.fields).toEqual([{ label: 'Mode', before: 'shadow', after: 'enforce' }]);
    expect(changes.rules.map(({ id, kinds }) => `${id}: ${kinds.join(' ')}`)).toEqual([
      'b: moved',
      'a: changed moved',
      'd: added',
      'c: removed',
    ]);
    expect(changes.rules[1]?.fields).toEqual([{ label: 'When', before: 'always', after: 'request.stream' }]);
  });

  it('sees what words leave out of an action', () => {
    const before = content({
      rules: [rule('a', { actions: [{ type: 'block', code: 'x', message: 'no' }] })],
    });
    const after = content({ rules: [rule('a', { actions: [{ type: 'block', code: 'y', message: 'no' }] })] });
    expect(contentChanges(before, after).rules).toHaveLength(1);
  });

  it('takes everything as added where there was nothing', () => {
    const changes = contentChanges(null, content({ rules: [rule('a')] }));
    expect(changes).toMatchObject({ fields: [], rules: [{ id: 'a', kinds: ['added'] }] });
  });
});
