import { PII_KINDS, SECRET_KINDS } from '../guard/index.ts';
import type { PolicyAction, SettableParameter } from './policy-action.ts';

/** What an action says that nothing can carry out. */
export interface ActionProblem {
  readonly field: string;
  /** For people, as a sentence. */
  readonly message: string;
}

type SetParameter = Extract<PolicyAction, { type: 'set_parameter' }>;

/** The values that some vendor takes, by the reference of its wire format. */
const RANGES: Readonly<Record<Exclude<SettableParameter, 'serviceTier'>, readonly [number, number]>> = {
  temperature: [0, 2],
  topP: [0, 1],
  topK: [1, 1_000],
  frequencyPenalty: [-2, 2],
  presencePenalty: [-2, 2],
  seed: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};
const WHOLE: ReadonlySet<SettableParameter> = new Set(['topK', 'seed']);

const REDACTABLE: ReadonlySet<string> = new Set([...PII_KINDS, ...SECRET_KINDS]);

/**
 * What is wrong with an action that its schema cannot say: a value that the parameter does not have, a kind that no guard
 * knows. Such a rule would be published and then fail calls, or quietly do nothing. Null: nothing.
 */
export function actionProblem(action: PolicyAction): ActionProblem | null {
  if (action.type === 'set_parameter') {
    const message = valueProblem(action);
    return message === null ? null : { field: 'value', message };
  }
  if (action.type !== 'redact') return null;
  const unknown = action.kinds.find((kind) => !REDACTABLE.has(kind));
  return unknown === undefined ? null : { field: 'kinds', message: `No guard knows the kind ${unknown}.` };
}

function valueProblem({ parameter, value }: SetParameter): string | null {
  if (value === null) return null;
  if (parameter === 'serviceTier') return typeof value === 'string' ? null : 'A text.';
  const [least, most] = RANGES[parameter];
  const isWhole = WHOLE.has(parameter);
  if (typeof value !== 'number' || (isWhole && !Number.isSafeInteger(value)))
    return isWhole ? 'A whole number.' : 'A number.';
  return value < least || value > most ? `From ${least} to ${most}.` : null;
}
