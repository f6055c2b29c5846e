import type {
  PolicyAction,
  PolicyContent,
  PolicyRule,
  PolicyScope,
} from '../../../../shared/policy/index.ts';

/** A rule to begin with: it holds for every call, and marks it. */
export const NEW_RULE: Omit<PolicyRule, 'id'> = {
  name: 'New rule',
  enabled: true,
  when: '',
  actions: [{ type: 'flag', label: 'seen' }],
};

export function withFields(content: PolicyContent, part: Partial<PolicyContent>): PolicyContent {
  return { ...content, ...part };
}

export function withScope(content: PolicyContent, part: Partial<PolicyScope>): PolicyContent {
  return { ...content, scope: { ...content.scope, ...part } };
}

/** Adds a rule at the end. */
export function withNewRule(content: PolicyContent, rule = NEW_RULE): PolicyContent {
  return { ...content, rules: [...content.rules, { ...rule, id: freeId(content, rule.name) }] };
}

export function withRule(content: PolicyContent, id: string, part: Partial<PolicyRule>): PolicyContent {
  return { ...content, rules: content.rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)) };
}

/** Puts a copy right after its original. */
export function withCopyOfRule(content: PolicyContent, id: string): PolicyContent {
  const rules = content.rules.flatMap((rule) => {
    if (rule.id !== id) return [rule];
    const name = `${rule.name} (copy)`.slice(0, 200);
    return [rule, { ...rule, name, id: freeId(content, rule.id) }];
  });
  return { ...content, rules };
}

export function withoutRule(content: PolicyContent, id: string): PolicyContent {
  return { ...content, rules: content.rules.filter((rule) => rule.id !== id) };
}

export function withRuleMoved(content: PolicyContent, from: number, to: number): PolicyContent {
  return { ...content, rules: moved(content.rules, from, to) };
}

export function withActionAdded(rule: PolicyRule, action: PolicyAction): PolicyRule {
  return { ...rule, actions: [...rule.actions, action] };
}

export function withAction(rule: PolicyRule, index: number, action: PolicyAction): PolicyRule {
  return { ...rule, actions: rule.actions.map((each, at) => (at === index ? action : each)) };
}

export function withoutAction(rule: PolicyRule, index: number): PolicyRule {
  return { ...rule, actions: rule.actions.filter((_, at) => at !== index) };
}

/** Whether two contents say the same, whatever the order of their keys. */
export function isSameContent(a: PolicyContent, b: PolicyContent): boolean {
  // What an edit leaves alone stays the object that it was, so most of a thousand rules need no second look.
  const isSameRule = (rule: PolicyRule, index: number): boolean => {
    const other = b.rules[index];
    return rule === other || canonical(rule) === canonical(other);
  };
  return (
    a.rules.length === b.rules.length &&
    a.rules.every(isSameRule) &&
    canonical({ ...a, rules: [] }) === canonical({ ...b, rules: [] })
  );
}

/** An id that no rule of the set has, made of words for people; rules keep theirs when they are renamed. */
export function freeId({ rules }: PolicyContent, name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  const base = slug === '' ? 'rule' : slug;
  const taken = new Set(rules.map(({ id }) => id));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
