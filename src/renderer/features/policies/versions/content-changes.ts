import type { PolicyContent, PolicyRule } from '../../../../shared/policy/index.ts';
import { actionText } from '../action-text.ts';
import { scopeText } from '../scope-text.ts';

/** One thing that reads otherwise. */
export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface RuleChange {
  readonly id: string;
  readonly name: string;
  /** `moved`: its order among the rules that both have is another. */
  readonly kinds: readonly ('added' | 'removed' | 'changed' | 'moved')[];
  /** What of it is other; of an added or removed rule, what it says. */
  readonly fields: readonly FieldChange[];
}

export interface ContentChanges {
  readonly fields: readonly FieldChange[];
  /** Only rules that differ: those of the new content in its order, then the removed ones. */
  readonly rules: readonly RuleChange[];
}

/** What differs between two contents, as people read it. `before` null: there was nothing. */
export function contentChanges(before: PolicyContent | null, after: PolicyContent): ContentChanges {
  const rulesBefore = before?.rules ?? [];
  const moved = movedRules(rulesBefore, after.rules);
  const kept = after.rules.flatMap((rule): RuleChange[] => {
    const old = rulesBefore.find(({ id }) => id === rule.id);
    if (old === undefined) return [wholeRule(rule, 'added')];
    const fields = differences(ruleFields(old), ruleFields(rule));
    const kinds = [
      ...(fields.length > 0 ? (['changed'] as const) : []),
      ...(moved.has(rule.id) ? (['moved'] as const) : []),
    ];
    return kinds.length === 0 ? [] : [{ id: rule.id, name: rule.name, kinds, fields }];
  });
  const removed = rulesBefore.filter(({ id }) => after.rules.every((rule) => rule.id !== id));
  return {
    fields: before === null ? [] : differences(setFields(before), setFields(after)),
    rules: [...kept, ...removed.map((rule) => wholeRule(rule, 'removed'))],
  };
}

type Fields = readonly (readonly [label: string, text: string])[];

function setFields(content: PolicyContent): Fields {
  return [
    ['Name', content.name],
    ['Description', content.description],
    ['Mode', content.mode],
    ['Priority', String(content.priority)],
    ['For', scopeText(content.scope)],
    ['When a rule fails', content.failureMode === 'open' ? 'it does not match' : 'the call is blocked'],
  ];
}

function ruleFields(rule: PolicyRule): Fields {
  return [
    ['Name', rule.name],
    ['Enabled', rule.enabled ? 'on' : 'off'],
    ['When', rule.when.trim() === '' ? 'always' : rule.when],
    // JSON says all of an action; words say it better where that is enough.
    ['Then', rule.actions.map(wholeAction).join('\n')],
  ];
}

function wholeAction(action: PolicyRule['actions'][number]): string {
  if (action.type === 'block') return `${actionText(action)} (${action.code})`;
  if (action.type === 'check_json' && action.schema !== null)
    return `${actionText(action)}: ${JSON.stringify(action.schema)}`;
  return actionText(action);
}

function wholeRule(rule: PolicyRule, kind: 'added' | 'removed'): RuleChange {
  const fields = ruleFields(rule)
    .filter(([label]) => label === 'When' || label === 'Then')
    .map(([label, text]) =>
      kind === 'added' ? { label, before: '', after: text } : { label, before: text, after: '' },
    );
  return { id: rule.id, name: rule.name, kinds: [kind], fields };
}

function differences(before: Fields, after: Fields): FieldChange[] {
  return after.flatMap(([label, text], index) => {
    const old = before[index]?.[1] ?? '';
    return old === text ? [] : [{ label, before: old, after: text }];
  });
}

/** Rules that both have and that stand at another place among those. */
function movedRules(before: readonly PolicyRule[], after: readonly PolicyRule[]): ReadonlySet<string> {
  const common = (rules: readonly PolicyRule[], others: readonly PolicyRule[]) =>
    rules.map(({ id }) => id).filter((id) => others.some((other) => other.id === id));
  const old = common(before, after);
  const now = common(after, before);
  return new Set(now.filter((id, index) => old[index] !== id));
}
