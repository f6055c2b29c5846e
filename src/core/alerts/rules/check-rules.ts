import type { GroupContent, Rule } from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { templateProblem } from '../template/index.ts';

/** Throws for what is no PromQL. */
export type CheckExpression = (expr: string) => unknown;

/** @throws SignalboxError ALERT_RULES_INVALID, with the rule that is wrong */
export function checkRules({ name, rules }: GroupContent, checkExpression: CheckExpression): void {
  for (const rule of rules) {
    const problem = ruleProblem(rule, checkExpression);
    if (problem !== null)
      throw new SignalboxError('ALERT_RULES_INVALID', {
        reason: `in the rule ${rule.name} of the group ${name}: ${problem}`,
      });
  }
}

function ruleProblem(rule: Rule, checkExpression: CheckExpression): string | null {
  try {
    checkExpression(rule.expr);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (rule.kind === 'record') return null;
  const texts = [...Object.entries(rule.labels), ...Object.entries(rule.annotations)];
  for (const [name, text] of texts) {
    const problem = templateProblem(text);
    if (problem !== null) return `${name}: ${problem}`;
  }
  return null;
}
