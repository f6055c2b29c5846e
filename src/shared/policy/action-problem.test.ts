import { expect, it } from 'vitest';
import { actionProblem } from './action-problem.ts';
import { policyActionSchema } from './policy-action.ts';

const problem = (action: object) => actionProblem(policyActionSchema.parse(action));
const set = (parameter: string, value: unknown) => problem({ type: 'set_parameter', parameter, value });

it('takes values that parameters have, and the kinds that guards know', () => {
  expect(set('temperature', 0)).toBeNull();
  expect(set('temperature', null)).toBeNull();
  expect(set('seed', -7)).toBeNull();
  expect(set('serviceTier', 'flex')).toBeNull();
  expect(problem({ type: 'redact' })).toBeNull();
  expect(problem({ type: 'redact', kinds: ['email', 'openai_key', 'secret'] })).toBeNull();
  expect(problem({ type: 'allow' })).toBeNull();
});

it('names the field and what it takes', () => {
  expect(set('temperature', 2.1)).toEqual({ field: 'value', message: 'From 0 to 2.' });
  expect(set('presencePenalty', '1')).toEqual({ field: 'value', message: 'A number.' });
  expect(set('topK', 1.5)).toEqual({ field: 'value', message: 'A whole number.' });
  expect(set('serviceTier', 1)).toEqual({ field: 'value', message: 'A text.' });
  expect(problem({ type: 'redact', kinds: ['card', 'Email'] })).toEqual({
    field: 'kinds',
    message: 'No guard knows the kind Email.',
  });
});
