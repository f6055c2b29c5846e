import type { Aggregation } from '../syntax/expression.ts';
import { formatValue } from '../syntax/literals.ts';
import { failed, newColumn, setValue, type Column } from './columns.ts';
import { METRIC_NAME, type LabelSet } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

export const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `count_values`: how many series have each value, which becomes a label. */
export function countValues(
  { grouping, without }: Pick<Aggregation, 'grouping' | 'without'>,
  label: string,
  columns: readonly Column[],
  budget: QueryBudget,
): Column[] {
  if (!LABEL_NAME.test(label)) throw failed(`invalid label name ${JSON.stringify(label)}`);
  const names = new Set(without ? [...grouping, METRIC_NAME] : [...grouping, label]);
  const results = new Map<string, Column>();
  for (const { labels, values, present } of columns) {
    const labelsOf = new Map<string, LabelSet>();
    for (let step = 0; step < values.length; step += 1) {
      if (present[step] !== 1) continue;
      const text = formatValue(values[step] ?? NaN);
      let counted = labelsOf.get(text);
      if (counted === undefined) {
        const named = labels.with(label, text);
        counted = without ? named.drop(names) : named.keep(names);
        labelsOf.set(text, counted);
      }
      let result = results.get(counted.key);
      if (result === undefined) {
        result = newColumn(counted, values.length, budget);
        results.set(counted.key, result);
      }
      setValue(result, step, (result.values[step] ?? 0) + 1);
    }
    budget.work(values.length);
  }
  return [...results.values()];
}
