import type { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';

/** The first thing that is wrong with a request body, with the path of its field as `param`. */
export function invalidBody(error: z.ZodError, what: string): SignalboxError {
  const issue = error.issues[0];
  const param = fieldName(issue?.path ?? []);
  const problem = issue?.message ?? `it is not ${what}`;
  const reason = param === '' ? problem : `${param}: ${problem}`;
  return new SignalboxError('BODY_INVALID', { reason, param }, { cause: error });
}

/** `["messages", 0, "role"]` -> `messages[0].role`, as vendors name a parameter. */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** `topK` -> `top_k`: how most dialects call a field of the canonical form. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
