import { describe, expect, it } from 'vitest';
import { EVERY_CALL } from '../../../shared/flag.ts';
import { isEveryCall, scopeText, valueText } from './scope-text.ts';

describe('the text of a scope', () => {
  it('names what it narrows to, from wide to narrow', () => {
    expect(scopeText(EVERY_CALL)).toBe('every call');
    expect(scopeText({ ...EVERY_CALL, model: 'gpt-4o', org: 'acme' })).toBe('org acme, model gpt-4o');
    expect(isEveryCall(EVERY_CALL)).toBe(true);
    expect(isEveryCall({ ...EVERY_CALL, user: 'ana' })).toBe(false);
  });

  it('tells off from not set', () => {
    expect([true, false, null].map(valueText)).toEqual(['on', 'off', 'not set']);
  });
});
