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
import { compares, contains, longestPiece, matches } from './filter-values-sql.ts';
import { textCondition } from './filter-text-sql.ts';

/**
 * A filter as a condition on `traces t`. Its SQL depends on the shape of the filter only: every value is bound.
 * The filter is one that parseFilter gave.
 */
export function filterCondition(expression: FilterExpression): Condition {
  return conditionOn('trace', expression);
}

/** What a condition is on: `traces t`, or one `spans s` of a trace. */
type Level = 'trace' | 'span';

function conditionOn(level: Level, expression: FilterExpression): Condition {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => conditionOn(level, operand));
      return joined(operands, expression.kind === 'and' ? 'AND' : 'OR');
    }
    case 'not': {
      const { sql, values } = conditionOn(level, expression.operand);
      // What is not known, such as the user of a trace without one, is not so either.
      return { sql: `(${sql}) IS NOT TRUE`, values };
    }
    case 'anySpan':
      return anySpan(conditionOn('span', expression.operand));
    case 'text':
      return level === 'trace' ? textCondition(expression.text) : textInSpan(expression.text);
    case 'has':
      return presence(level, expression.field);
    case 'clause':
      return clause(level, expression);
  }
}

function anySpan(condition: Condition, ...more: Condition[]): Condition {
  const inSpan: Condition = {
    sql: `EXISTS (SELECT 1 FROM spans s WHERE s.trace_no = t.trace_no AND ${stillWanted('s.span_no')} AND ${condition.sql})`,
    values: condition.values,
  };
  return joined([...more, inSpan], 'AND');
}

function textInSpan(text: Pattern): Condition {
  return joined(
    [contains('s.name', text), contains('s.status_message', text), contains('s.attributes', text)],
    'OR',
  );
}

function clause(level: Level, { field, operator, value }: Clause): Condition {
  if (isAttribute(field)) {
    const test = readAttributeValue(operator, value);
    if (test === null) throw new Error(`The filter was not checked: ${field}`);
    const condition = attributeCondition(field.slice(1), test);
    return level === 'span' ? condition : anySpan(condition);
  }
  const definition = filterField(field);
  const test = readValue(definition?.type ?? 'name', operator, value, definition);
  if (test.kind === 'problem') throw new Error(`The filter was not checked: ${field}`);
  if (field === 'status') return status(level, value[0] === 'error');
  if (field === 'kind' && test.kind === 'pattern') {
    const kind: number = SPAN_KINDS.findIndex((name) => name === test.pattern[0]);
    return ofSpan(level, { sql: 's.kind = ?', values: [kind] });
  }
  const apply = (expression: string): Condition => {
    if (test.kind === 'compare') return compares(expression, test.comparisons);
    return definition?.type === 'text'
      ? contains(expression, test.pattern)
      : matches(expression, asId(field, test.pattern));
  };
  const onTrace = TRACE_FIELDS[field];
  if (level === 'trace' && onTrace !== undefined) return located(onTrace, apply);
  const condition = located(spanField(field), apply);
  return level === 'span' ? condition : anySpan(condition, ...narrowing(field, value));
}

/** Ids are kept in small letters, and their beginning is enough. */
function asId(field: string, pattern: Pattern): Pattern {
  if (field !== 'trace') return pattern;
  const id = pattern[0].toLowerCase();
  return id.length === 32 ? [id] : [id, ''];
}

function status(level: Level, isError: boolean): Condition {
  if (level === 'trace') return { sql: `t.error_count ${isError ? '> 0' : '= 0'}`, values: [] };
  return { sql: `s.status_code ${isError ? '= 2' : '<> 2'}`, values: [] };
}

function ofSpan(level: Level, condition: Condition): Condition {
  return level === 'span' ? condition : anySpan(condition);
}

function presence(level: Level, field: string): Condition {
  if (isAttribute(field)) return ofSpan(level, attributeCondition(field.slice(1), null));
  if (field === 'status' || field === 'kind') return { sql: 'TRUE', values: [] };
  const isNumber = ['count', 'duration', 'money', 'time'].includes(filterField(field)?.type ?? '');
  const filled = (expression: string): Condition => ({
    sql: isNumber ? `${expression} IS NOT NULL` : `${expression} <> ''`,
    values: [],
  });
  const counted = (expression: string): Condition => ({ sql: `${expression} > 0`, values: [] });
  const onTrace = TRACE_FIELDS[field];
  if (level === 'trace' && onTrace !== undefined) {
    return located(onTrace, ['calls', 'errors'].includes(field) ? counted : filled);
  }
  return level === 'span'
    ? located(spanField(field), filled)
    : anySpan(located(spanField(field), filled), ...narrowing(field));
}

function spanField(field: string): FieldSql {
  const found = SPAN_FIELDS[field];
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

/** What the trace's own row can tell before its spans are looked at. */
function narrowing(field: string, value?: Pattern): Condition[] {
  if (field === 'message') return [{ sql: 't.error_count > 0', values: [] }];
  if (field !== 'span' || value === undefined) return [];
  return [{ sql: '(t.span_names IS NULL OR instr(t.span_names, ?) > 0)', values: [longestPiece(value)] }];
}
