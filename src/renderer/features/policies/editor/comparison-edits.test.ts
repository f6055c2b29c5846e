import { describe, expect, it } from 'vitest';
import { newComparison, withOperator } from './comparison-edits.ts';

describe('comparisons of the form', () => {
  it('begin with what the type of the field takes', () => {
    expect(newComparison('request.stream')).toEqual({ field: 'request.stream', operator: 'eq', value: true });
    expect(newComparison('tokens.input')).toEqual({ field: 'tokens.input', operator: 'gt', value: 0 });
    expect(newComparison('scope.org')).toEqual({ field: 'scope.org', operator: 'eq', value: '' });
    expect(newComparison('request.tools')).toMatchObject({ operator: 'includes', value: '' });
  });

  it('keep their value when the operator changes', () => {
    const one = { field: 'scope.org', operator: 'eq' as const, value: 'acme' };
    const many = withOperator(one, 'in');
    expect(many).toEqual({ field: 'scope.org', operator: 'in', value: ['acme'] });
    expect(withOperator(many, 'glob')).toEqual({ ...one, operator: 'glob' });
    expect(withOperator({ ...one, field: 'tokens.input', value: 12 }, 'not_in').value).toEqual([12]);
  });
});
