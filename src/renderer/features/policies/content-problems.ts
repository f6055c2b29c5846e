import type { z } from 'zod';
import { checkExpression } from '../../../shared/policy/expression/index.ts';
import {
  actionProblem,
  policyContentSchema,
  type PolicyAction,
  type PolicyContent,
  type PolicyRule,
} from '../../../shared/policy/index.ts';

/** What is wrong with a content, by the path of its field: `rules.0.actions.1.message`. Empty: it can be saved. */
export type ContentProblems = ReadonlyMap<string, string>;

/** The parsed content, as it is saved, or what is wrong with it. */
export function readContent(content: PolicyContent): {
  readonly content: PolicyContent | null;
  readonly problems: ContentProblems;
} {
  const problems = new Map<string, string>();
  content.rules.forEach((rule, index) => {
    const wrong = wrongWith(rule);
    if (wrong !== null) problems.set(`rules.${index}.when`, wrong);
  });
  const rules = content.rules.map((rule) => ({ ...rule, actions: rule.actions.map(withoutGaps) }));
  for (const [index, { actions }] of rules.entries()) {
    for (const [number, action] of actions.entries()) {
      const wrong = actionProblem(action);
      if (wrong !== null) problems.set(`rules.${index}.actions.${number}.${wrong.field}`, wrong.message);
    }
  }
  const parsed = policyContentSchema.safeParse({ ...content, rules });
  if (parsed.success) return { content: problems.size === 0 ? parsed.data : null, problems };
  for (const issue of parsed.error.issues) {
    const key = issue.path.join('.');
    if (!problems.has(key)) problems.set(key, problemText(issue));
  }
  return { content: null, problems };
}

const checked = new WeakMap<PolicyRule, string | null>();

/** A rule is checked once: while one of a thousand is edited, the others stay the objects that they were. */
function wrongWith(rule: PolicyRule): string | null {
  const known = checked.get(rule);
  if (known !== undefined) return known;
  const message = checkExpression(rule.when).error?.message ?? null;
  checked.set(rule, message);
  return message;
}

/** What is wrong with a field, or with something in it. */
export function problemOfField(problems: ContentProblems, path: string): string | undefined {
  const own = problems.get(path);
  if (own !== undefined) return own;
  for (const [each, message] of problems) if (each.startsWith(`${path}.`)) return message;
  return undefined;
}

/** Lists are typed with commas: what stands between two of them may be nothing yet. */
function withoutGaps(action: PolicyAction): PolicyAction {
  const isFilled = (text: string) => text.trim() !== '';
  if (action.type === 'redact')
    return { ...action, kinds: action.kinds.filter(isFilled).map((kind) => kind.trim()) };
  if (action.type === 'forbid_models') return { ...action, models: action.models.filter(isFilled) };
  return action;
}

function problemText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_small') {
    if (issue.origin === 'number') return `At least ${issue.minimum}.`;
    return issue.origin === 'array' ? 'At least one.' : 'Something must stand here.';
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'number') return `At most ${issue.maximum}.`;
    return `At most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'of them'}.`;
  }
  if (issue.code === 'invalid_type')
    return `A ${issue.expected === 'int' ? 'whole number' : issue.expected}.`;
  return issue.message;
}
