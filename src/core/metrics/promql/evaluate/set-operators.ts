import type { Binary } from '../syntax/expression.ts';
import { isEmpty, newColumn, setValue, type Column } from './columns.ts';
import { signatureOf } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

/** `and`, `or` and `unless`, which look only at whether there is a series of the same labels on the other side. */
export function evaluateSetOperator(
  { operator, matching }: Pick<Binary, 'operator' | 'matching'>,
  left: readonly Column[],
  right: readonly Column[],
  budget: QueryBudget,
): Column[] {
  const names = new Set(matching?.labels);
  const keyOf = (column: Column) => signatureOf(column.labels, names, matching?.on ?? false).key;
  if (operator === 'or') {
    const there = presenceByKey(left, keyOf, budget);
    return [...left, ...kept(right, (column) => keep(column, there.get(keyOf(column)), false, budget))];
  }
  const there = presenceByKey(right, keyOf, budget);
  return kept(left, (column) => keep(column, there.get(keyOf(column)), operator === 'and', budget));
}

/** Those of which nothing is left would go through every operator of a long chain. */
function kept(columns: readonly Column[], keepOf: (column: Column) => Column): Column[] {
  return columns.map(keepOf).filter((column) => !isEmpty(column));
}

function presenceByKey(
  columns: readonly Column[],
  keyOf: (column: Column) => string,
  budget: QueryBudget,
): Map<string, Uint8Array> {
  const presence = new Map<string, Uint8Array>();
  for (const column of columns) {
    const key = keyOf(column);
    const known = presence.get(key);
    budget.work(column.present.length);
    if (known === undefined) presence.set(key, column.present.slice());
    else column.present.forEach((there, step) => (known[step] = (known[step] ?? 0) | there));
  }
  return presence;
}

/** The steps of a column at which the other side is there, or is not. */
function keep(
  column: Column,
  other: Uint8Array | undefined,
  wantsOther: boolean,
  budget: QueryBudget,
): Column {
  const { labels, values, present } = column;
  if (other === undefined && !wantsOther) return column;
  const result = newColumn(labels, values.length, budget);
  for (let step = 0; step < values.length; step += 1)
    if (present[step] === 1 && (other?.[step] === 1) === wantsOther)
      setValue(result, step, values[step] ?? NaN);
  return result;
}
