import { expect, it } from 'vitest';
import { isUnknownModel } from './unknown-model.ts';

it('tells names that nobody answers by, where that can be told', () => {
  const known = ['gpt-4o', 'cheap'];
  expect(isUnknownModel('gpt-4o-mni', known)).toBe(true);
  expect(isUnknownModel(' gpt-4o ', known)).toBe(false);
  expect(isUnknownModel('cheap', known)).toBe(false);
  expect(isUnknownModel('openai/gpt-4o-mni', known)).toBe(false);
  expect(isUnknownModel('', known)).toBe(false);
  expect(isUnknownModel('gpt-4o', [])).toBe(false);
});
