import type { AttributeNumbers, PatternTest } from '../../../shared/filter/index.ts';
import type { Condition } from './condition.ts';
import { longestPiece, matches } from './filter-values-sql.ts';

/** The value of an attribute as text, out of the form that spans keep it in (span-record.ts). */
const AS_TEXT = `CASE a.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
  WHEN 'object' THEN CAST(coalesce(a.value ->> 'doubleValue', a.value ->> 'intValue') AS TEXT)
  ELSE CAST(a.value AS TEXT) END`;
const AS_NUMBER = `CASE WHEN a.type IN ('integer', 'real') THEN a.value
  WHEN a.type = 'object' THEN CAST(coalesce(a.value ->> 'doubleValue', a.value ->> 'intValue') AS REAL) END`;

type AttributeTest = PatternTest | AttributeNumbers;

/**
 * That the span `s`, or the resource it came from, has an attribute like that; with null, that it has it at all.
 * The text of the row is searched first, which is far quicker than reading it as JSON. Long values do not stand in the
 * row; full text finds those.
 */
export function attributeCondition(key: string, test: AttributeTest | null): Condition {
  const ofSpan = inJson('s.attributes', 's.attributes', key, test);
  const ofResource = inJson('r.body', "r.body, '$.attributes'", key, test);
  return {
    sql: `(${ofSpan.sql} OR s.resource_no IN (SELECT r.resource_no FROM resources r WHERE ${ofResource.sql}))`,
    values: [...ofSpan.values, ...ofResource.values],
  };
}

/** That some resource has the attribute; the same for every trace, so it is asked once. */
export function anyResource(key: string, test: AttributeTest): Condition {
  const { sql, values } = inJson('r.body', "r.body, '$.attributes'", key, test);
  return { sql: `EXISTS (SELECT 1 FROM resources r WHERE ${sql})`, values };
}

function inJson(text: string, json: string, key: string, test: AttributeTest | null): Condition {
  const mentions: Condition = { sql: `instr(${text}, ?) > 0`, values: [`${JSON.stringify(key)}:`] };
  const conditions = [mentions];
  if (test?.kind === 'pattern') {
    conditions.push({ sql: `instr(${text}, ?) > 0`, values: [inJsonText(longestPiece(test.pattern))] });
  }
  const value = test === null ? null : valueCondition(test);
  conditions.push({
    sql: `EXISTS (SELECT 1 FROM json_each(${json}) a WHERE a.key = ?${value === null ? '' : ` AND ${value.sql}`})`,
    values: [key, ...(value?.values ?? [])],
  });
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' AND ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/** Of a list, any element counts. */
function valueCondition(test: AttributeTest): Condition {
  if (test.kind === 'number') return { sql: `${AS_NUMBER} ${test.sign} ?`, values: [test.number] };
  const whole = matches(AS_TEXT, test.pattern);
  const element = matches('CAST(e.value AS TEXT)', test.pattern);
  return {
    sql: `CASE a.type WHEN 'array' THEN EXISTS (SELECT 1 FROM json_each(a.value) e WHERE ${element.sql}) ELSE ${whole.sql} END`,
    values: [...element.values, ...whole.values],
  };
}

function inJsonText(piece: string): string {
  return JSON.stringify(piece).slice(1, -1);
}
