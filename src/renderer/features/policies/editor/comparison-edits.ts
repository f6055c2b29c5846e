import {
  OPERATORS_OF,
  type Comparison,
  type ComparisonOperator,
} from '../../../../shared/policy/expression/index.ts';
import { POLICY_FIELD_BY_PATH } from '../../../../shared/policy/index.ts';

/** Operators as people read them between a field and a value. */
export const OPERATOR_NAMES: Readonly<Record<ComparisonOperator, string>> = {
  eq: 'is',
  not_eq: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  gt: '>',
  ge: '≥',
  lt: '<',
  le: '≤',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'starts with',
  not_starts_with: 'does not start with',
  ends_with: 'ends with',
  not_ends_with: 'does not end with',
  word: 'has the word',
  not_word: 'has not the word',
  glob: 'is like',
  not_glob: 'is not like',
  matches: 'matches',
  not_matches: 'does not match',
  includes: 'includes',
  not_includes: 'does not include',
};

const NUMBERS: ReadonlySet<string> = new Set(['int', 'double']);
const LISTS: ReadonlySet<ComparisonOperator> = new Set<ComparisonOperator>(['in', 'not_in']);

/** A comparison of a field to begin with. */
export function newComparison(field: string): Comparison {
  const type = POLICY_FIELD_BY_PATH.get(field)?.type ?? 'string';
  if (type === 'bool') return { field, operator: 'eq', value: true };
  if (NUMBERS.has(type)) return { field, operator: 'gt', value: 0 };
  return { field, operator: OPERATORS_OF[type][0] ?? 'eq', value: '' };
}

/** The comparison with another operator; its value becomes a list, or one of a list, where the operator wants that. */
export function withOperator(comparison: Comparison, operator: ComparisonOperator): Comparison {
  const { value } = comparison;
  if (LISTS.has(operator)) return { ...comparison, operator, value: listOf(value) };
  return { ...comparison, operator, value: typeof value === 'object' ? (value[0] ?? '') : value };
}

function listOf(value: Comparison['value']): Comparison['value'] {
  if (typeof value === 'number') return [Math.trunc(value)];
  return typeof value === 'string' ? [value] : value;
}
