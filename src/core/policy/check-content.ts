import { SignalboxError } from '../../shared/errors.ts';
import { checkExpression } from '../../shared/policy/expression/index.ts';
import { actionProblem, type PolicyAction, type PolicyContent } from '../../shared/policy/index.ts';
import { answerCheck } from '../guardrails/structured-output/index.ts';

/**
 * Checks what the schema of a policy set cannot: that rules have names of their own, that conditions are valid, and that
 * actions can be carried out.
 * @throws SignalboxError POLICY_INVALID, EXPRESSION_INVALID (details `rule`, `from`, `to`)
 */
export function checkContent({ rules }: PolicyContent): void {
  const ids = new Set<string>();
  for (const { id } of rules) {
    if (ids.has(id)) throw new SignalboxError('POLICY_INVALID', { reason: `two rules have the id ${id}` });
    ids.add(id);
  }
  for (const { id, when, actions } of rules) {
    const { error } = checkExpression(when);
    if (error !== null) {
      const { message: reason, from, to } = error;
      throw new SignalboxError('EXPRESSION_INVALID', { rule: id, reason, from, to });
    }
    for (const action of actions) checkAction(id, action);
  }
}

function checkAction(rule: string, action: PolicyAction): void {
  const problem = actionProblem(action) ?? schemaProblem(action);
  if (problem === null) return;
  const message = problem.message.replace(/\.$/, '');
  const reason = `rule ${rule}, ${action.type}, ${problem.field}: ${message}`;
  throw new SignalboxError('POLICY_INVALID', { reason });
}

/** Calls would fail for a schema that cannot be used, and their callers could not mend it. */
function schemaProblem(action: PolicyAction): ReturnType<typeof actionProblem> {
  if (action.type !== 'check_json' || action.schema === null) return null;
  try {
    answerCheck(action.schema);
    return null;
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return { field: 'schema', message: error.message };
  }
}
