import { SignalboxError } from '../../shared/errors.ts';
import { checkExpression } from '../../shared/policy/expression/index.ts';
import type { PolicyContent } from '../../shared/policy/index.ts';

/**
 * Checks what the schema of a policy set cannot: that rules have names of their own, and that conditions are valid.
 * @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID (details `rule`, `from`, `to`)
 */
export function checkContent({ rules }: PolicyContent): void {
  const ids = new Set<string>();
  for (const { id } of rules) {
    if (ids.has(id)) throw new SignalboxError('POLICY_INVALID', { reason: `two rules have the id ${id}` });
    ids.add(id);
  }
  for (const { id, when } of rules) {
    const { error } = checkExpression(when);
    if (error === null) continue;
    const { message: reason, from, to } = error;
    throw new SignalboxError('EXPRESSION_INVALID', { rule: id, reason, from, to });
  }
}
