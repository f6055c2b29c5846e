import {
  isAttribute,
  readAttributeValue,
  type Clause,
  type FilterExpression,
} from '../../../shared/filter/index.ts';
import { narrowingCondition } from '../search/index.ts';
import type { Condition } from './condition.ts';
import { anyResource } from './filter-attributes-sql.ts';
import { TRACE_FIELDS } from './filter-fields-sql.ts';
import type { Search } from './filter-text-sql.ts';
import { longestPiece, matches } from './filter-values-sql.ts';

/** What full text surely has as it is written: a short text with a word in it that is no number and no JSON. */
const INDEXED_TEXT = /^(?!\s*[[{])(?!true$|false$)(?=.*\p{L}{3}).{3,100}$/u;

/**
 * What the trace must be like for one of its spans to meet the expression, as far as that is found quicker than the
 * span: conditions on `traces t`, all of them necessary and none sufficient.
 */
export function narrowing(expression: FilterExpression, search: Search): Condition[] {
  if (expression.kind === 'and') return expression.operands.flatMap((operand) => narrowing(operand, search));
  if (expression.kind === 'has') return expression.field === 'message' ? [HAS_ERROR] : [];
  return expression.kind === 'clause' ? ofClause(expression, search) : [];
}

const HAS_ERROR: Condition = { sql: 't.error_count > 0', values: [] };

function ofClause({ field, operator, value }: Clause, search: Search): Condition[] {
  if (isAttribute(field)) {
    const test = readAttributeValue(operator, value);
    if (test?.kind !== 'pattern' || value.length > 1 || !INDEXED_TEXT.test(value[0])) return [];
    const { sql, values } = anyResource(field.slice(1), test);
    const ofResource = search.db
      .prepare<unknown[], 0 | 1>(`SELECT ${sql}`)
      .pluck()
      .get(...values);
    // Asked beforehand, because with an OR SQLite would go through all traces.
    if (ofResource === 1) return [];
    const condition = narrowingCondition(search.db, value, search.reach);
    return condition === null ? [] : [condition];
  }
  if (field === 'message' || (field === 'status' && value[0].toLowerCase() === 'error')) return [HAS_ERROR];
  if (field === 'model' || field === 'provider') {
    const { sql, values } = matches(TRACE_FIELDS[field]?.expression ?? '', value);
    return [{ sql: `EXISTS (SELECT 1 FROM ${TRACE_FIELDS[field]?.rows ?? ''} AND ${sql})`, values }];
  }
  if (field !== 'span' && field !== 'name') return [];
  return [{ sql: '(t.span_names IS NULL OR instr(t.span_names, ?) > 0)', values: [longestPiece(value)] }];
}
