import { describe, expect, it } from 'vitest';
import {
  policyContentSchema,
  type PolicyContent,
  type PolicyVersion,
} from '../../../../shared/policy/index.ts';
import { edited } from './draft-store.ts';
import {
  freeId,
  isSameContent,
  withCopyOfRule,
  withNewRule,
  withoutRule,
  withRule,
  withRuleMoved,
  withScope,
} from './policy-draft.ts';

const EMPTY: PolicyContent = policyContentSchema.parse({ name: 'house rules' });

function withRules(...names: string[]): PolicyContent {
  return names.reduce((content, name) => {
    return withNewRule(content, { name, enabled: true, when: '', actions: [{ type: 'allow' }] });
  }, EMPTY);
}

const ids = ({ rules }: PolicyContent) => rules.map(({ id }) => id);

describe('rules of a draft', () => {
  it('get ids from their names, each its own', () => {
    expect(ids(withRules('Cap Long answers!', 'cap long answers', '…'))).toEqual([
      'cap-long-answers',
      'cap-long-answers-2',
      'rule',
    ]);
  });

  it('have ids that the engine takes, however they are called', () => {
    for (const name of ['x'.repeat(200), '---', 'Ünï', `${'ab '.repeat(60)}`]) {
      expect(freeId(EMPTY, name)).toMatch(/^[a-z0-9][a-z0-9_-]{0,62}$/);
    }
  });

  it('move, and leave the others in their order', () => {
    const content = withRules('a', 'b', 'c', 'd');
    expect(ids(withRuleMoved(content, 0, 2))).toEqual(['b', 'c', 'a', 'd']);
    expect(ids(withRuleMoved(content, 3, 0))).toEqual(['d', 'a', 'b', 'c']);
  });

  it('are copied beside themselves and removed', () => {
    const copied = withCopyOfRule(withRules('a', 'b'), 'a');
    expect(ids(copied)).toEqual(['a', 'a-2', 'b']);
    expect(copied.rules[1]?.name).toBe('a (copy)');
    expect(ids(withoutRule(copied, 'a'))).toEqual(['a-2', 'b']);
  });

  it('keep their id when they are renamed', () => {
    const renamed = withRule(withRules('a'), 'a', { name: 'other' });
    expect(renamed.rules).toMatchObject([{ id: 'a', name: 'other' }]);
  });
});

describe('drafts', () => {
  const latest: PolicyVersion = {
    setId: 'one',
    version: 3,
    content: withRules('a'),
    savedAt: '2026-11-21T00:00:00Z',
    savedBy: 'ana',
  };

  it('are there while they differ from what is saved', () => {
    const changed = edited({}, latest, (content) => withScope(content, { org: 'acme' }));
    expect(changed.one?.content.scope.org).toBe('acme');
    expect(changed.one?.base.version).toBe(3);
    expect(edited(changed, latest, (content) => withScope(content, { org: null }))).toEqual({});
  });

  it('keep the version that they began from when a newer one comes', () => {
    const changed = edited({}, latest, (content) => ({ ...content, priority: 4 }));
    const later = { ...latest, version: 4 };
    const again = edited(changed, later, (content) => ({ ...content, priority: 5 }));
    expect(again.one).toMatchObject({ base: { version: 3 }, content: { priority: 5 } });
  });

  it('say the same whatever the order of keys', () => {
    const { name, ...rest } = EMPTY;
    expect(isSameContent(EMPTY, { ...rest, name })).toBe(true);
    expect(isSameContent(EMPTY, { ...EMPTY, priority: 1 })).toBe(false);
  });
});
