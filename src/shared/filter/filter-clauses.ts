import type { FilterExpression, FilterOperator } from './filter-expression.ts';
import { parseFilter } from './parse-filter.ts';
import { printClause, printFilter } from './print-filter.ts';

/** The conditions that must all hold: the parts of the filter that can be taken away one by one. */
export function topConditions(expression: FilterExpression | null): readonly FilterExpression[] {
  if (expression === null) return [];
  return expression.kind === 'and' ? expression.operands : [expression];
}

/** The value that a top condition compares the field with; undefined where there is none, or one with wildcards. */
export function topValue(text: string, field: string, operator: FilterOperator = ':'): string | undefined {
  const found = conditionsOf(text).find((condition) => isOn(condition, field, operator));
  if (found?.kind !== 'clause' || found.value.length > 1) return undefined;
  return found.value[0];
}

/**
 * The filter with this value of the field in the place of the one it has among its top conditions; undefined takes it
 * away. A filter that cannot be read is replaced.
 */
export function withTopValue(
  text: string,
  field: string,
  value: string | undefined,
  operator: FilterOperator = ':',
): string {
  const conditions = conditionsOf(text);
  const kept = conditions.filter((condition) => !isOn(condition, field, operator)).map(printAmongOthers);
  const at = conditions.findIndex((condition) => isOn(condition, field, operator));
  if (value !== undefined) kept.splice(at === -1 ? kept.length : at, 0, printClause(field, operator, value));
  return kept.length === 1 && conditions.length > 0 ? withoutParentheses(kept[0] ?? '') : kept.join(' ');
}

/** The filter without the top condition at this place. */
export function withoutTopCondition(text: string, index: number): string {
  const kept = conditionsOf(text).filter((_, each) => each !== index);
  return kept.length === 1 ? printFilter(kept[0] ?? null) : kept.map(printAmongOthers).join(' ');
}

function conditionsOf(text: string): readonly FilterExpression[] {
  const parsed = parseFilter(text);
  return parsed.ok ? topConditions(parsed.expression) : [];
}

function isOn(condition: FilterExpression, field: string, operator: FilterOperator): boolean {
  return condition.kind === 'clause' && condition.field === field && condition.operator === operator;
}

function printAmongOthers(condition: FilterExpression): string {
  const text = printFilter(condition);
  return condition.kind === 'or' ? `(${text})` : text;
}

function withoutParentheses(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? printFilter(parsed.expression) : text;
}
