import {
  filterField,
  isAttribute,
  readAttributeValue,
  readValue,
  type Clause,
  type FilterExpression,
  type Pattern,
} from '../../../shared/filter/index.ts';
import { SPAN_KINDS } from '../../../shared/trace.ts';
import { stillWanted } from '../query-limit.ts';
import { joined, type Condition } from './condition.ts';
import { attributeCondition } from './filter-attributes-sql.ts';
import { SPAN_FIELDS, TRACE_FIELDS, type FieldSql } from './filter-fields-sql.ts';
import { compares, contains, matches } from './filter-values-sql.ts';
import { fullText, textInSpan, type Search } from './filter-text-sql.ts';
import { narrowing } from './filter-narrowing-sql.ts';

/** What a condition is on: `traces t`, or one `spans s` of a trace. */
type Level = 'trace' | 'span';

/**
 * A filter as a condition on `traces t`. Its SQL depends on the shape of the filter only: every value is bound.
 * The filter is one that parseFilter gave.
 */
export function filterCondition(expression: FilterExpression, search: Search): Condition {
  return conditionOn('trace', expression, search);
}

function conditionOn(level: Level, expression: FilterExpression, search: Search): Condition {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => conditionOn(level, operand, search));
      return joined(operands, expression.kind === 'and' ? 'AND' : 'OR');
    }
    case 'not': {
      const { sql, values } = conditionOn(level, expression.operand, search);
      // What is not known, such as the user of a trace without one, is not so either.
      return { sql: `(${sql}) IS NOT TRUE`, values };
    }
    case 'anySpan':
      return anySpan(conditionOn('span', expression.operand, search), narrowing(expression.operand, search));
    case 'text':
      return level === 'trace' ? fullText(search, expression.text) : textInSpan(expression.text);
    case 'has':
      return level === 'span' || isOfTrace(expression.field)
        ? presence(level, expression.field)
        : anySpan(presence('span', expression.field), narrowing(expression, search));
    case 'clause':
      return level === 'span' || isOfTrace(expression.field)
        ? clause(level, expression)
        : anySpan(clause('span', expression), narrowing(expression, search));
  }
}

/** Whether the trace has the field itself; otherwise some one of its spans has to. */
function isOfTrace(field: string): boolean {
  return field === 'status' || TRACE_FIELDS[field] !== undefined;
}

function anySpan(condition: Condition, narrowed: readonly Condition[]): Condition {
  const inSpan: Condition = {
    sql: `EXISTS (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND ${stillWanted('s.span_no')} AND ${condition.sql})`,
    values: condition.values,
  };
  return joined([...narrowed, inSpan], 'AND');
}

function clause(level: Level, { field, operator, value }: Clause): Condition {
  if (isAttribute(field)) {
    const test = readAttributeValue(operator, value);
    if (test === null) throw new Error(`The filter was not checked: ${field}`);
    return attributeCondition(field.slice(1), test);
  }
  const definition = filterField(field);
  const test = readValue(definition?.type ?? 'name', operator, value, definition);
  if (test.kind === 'problem') throw new Error(`The filter was not checked: ${field}`);
  if (field === 'status') return status(level, value[0].toLowerCase() === 'error');
  if (field === 'kind' && test.kind === 'pattern') {
    const kind: number = SPAN_KINDS.findIndex((name) => name === test.pattern[0]);
    return { sql: 's.kind = ?', values: [kind] };
  }
  return located(sqlOf(level, field), (expression) => {
    if (test.kind === 'compare') return compares(expression, test.comparisons);
    if (definition?.type === 'text') return contains(expression, test.pattern);
    return matches(expression, definition?.type === 'id' ? idPattern(test.pattern) : test.pattern);
  });
}

/** Ids are kept in small letters, and their beginning is enough. */
function idPattern([given]: Pattern): Pattern {
  const id = given.toLowerCase();
  return id.length === 32 ? [id] : [id, ''];
}

function status(level: Level, isError: boolean): Condition {
  if (level === 'trace') return { sql: `t.error_count ${isError ? '> 0' : '= 0'}`, values: [] };
  return { sql: `s.status_code ${isError ? '= 2' : '<> 2'}`, values: [] };
}

function presence(level: Level, field: string): Condition {
  if (isAttribute(field)) return attributeCondition(field.slice(1), null);
  if (field === 'status' || field === 'kind') return { sql: 'TRUE', values: [] };
  const isNumber = ['count', 'duration', 'money', 'time'].includes(filterField(field)?.type ?? '');
  const isCounted = field === 'calls' || field === 'errors';
  const says = isCounted ? '> 0' : isNumber ? 'IS NOT NULL' : "<> ''";
  return located(sqlOf(level, field), (expression) => ({ sql: `${expression} ${says}`, values: [] }));
}

function sqlOf(level: Level, field: string): FieldSql {
  const found = (level === 'trace' ? TRACE_FIELDS : SPAN_FIELDS)[field];
  if (found === undefined) throw new Error(`The field ${field} has no place in the database.`);
  return found;
}

function located(
  { expression, present, rows }: FieldSql,
  apply: (expression: string) => Condition,
): Condition {
  const { sql, values } = apply(expression);
  const guarded = present === undefined ? sql : `(${present} AND ${sql})`;
  return { sql: rows === undefined ? guarded : `EXISTS (SELECT 1 FROM ${rows} AND ${guarded})`, values };
}
