/** A condition in SQL, with the values for its question marks. */
export interface Condition {
  sql: string;
  values: unknown[];
}

export const ALWAYS: Condition = { sql: 'TRUE', values: [] };

/** All or any of the conditions, in parentheses where there are several. */
export function joined(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  const [first = ALWAYS, ...rest] = conditions;
  if (rest.length === 0) return first;
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
    values: conditions.flatMap(({ values }) => values),
  };
}
