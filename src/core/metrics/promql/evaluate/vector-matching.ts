import type { VectorMatching } from '../syntax/expression.ts';
import type { Combination } from './combination.ts';
import { failed, newColumn, setValue, type Column } from './columns.ts';
import { signatureOf, type LabelSet } from './label-set.ts';
import type { QueryBudget } from './query-budget.ts';

const EVERY_LABEL: VectorMatching = { on: false, labels: [], group: null, include: [] };

/**
 * A binary operator between two instant vectors: each series of the side that may have many (the left one, if neither
 * may) finds its partner on the other side by the labels that are compared.
 * @throws SignalboxError PROMQL_FAILED: more than one partner, or results that could not be told apart
 */
export function matchVectors(
  combination: Combination,
  matching: VectorMatching | null,
  left: readonly Column[],
  right: readonly Column[],
  budget: QueryBudget,
): Column[] {
  const rule = matching ?? EVERY_LABEL;
  const [first] = left.length > 0 ? left : right;
  if (left.length === 0 || right.length === 0 || first === undefined) return [];
  const swapped = rule.group === 'right';
  const names = new Set(rule.labels);
  const keyOf = (column: Column) => signatureOf(column.labels, names, rule.on).key;
  const [many, one] = swapped ? [right, left] : [left, right];
  const bothSides = stepsOfBoth(left, right);
  const partners = partnersByKey(one, keyOf, bothSides, swapped ? 'left' : 'right', budget);
  const taken = new TakenSteps(rule, first.values.length, budget);
  const results: Column[] = [];
  for (const column of many) {
    const key = keyOf(column);
    for (const partner of partners.get(key) ?? []) {
      const labels = resultLabels(column.labels, partner.labels, rule, names, combination);
      const result = newColumn(labels, column.values.length, budget);
      combine(combination, column, partner, swapped, result, taken.of(key, labels));
      results.push(result);
    }
  }
  return results;
}

/** Prometheus looks at a step only where both sides have a series, whichever. */
function stepsOfBoth(left: readonly Column[], right: readonly Column[]): Uint8Array {
  const any = (columns: readonly Column[]) => {
    const steps = new Uint8Array(columns[0]?.present.length ?? 0);
    for (const { present } of columns)
      for (let step = 0; step < steps.length; step += 1)
        steps[step] = (steps[step] ?? 0) | (present[step] ?? 0);
    return steps;
  };
  const rights = any(right);
  return any(left).map((there, step) => there & (rights[step] ?? 0));
}

/** Several series may be the partner of the same labels, as long as never two at the same step. */
function partnersByKey(
  columns: readonly Column[],
  keyOf: (column: Column) => string,
  bothSides: Uint8Array,
  side: 'left' | 'right',
  budget: QueryBudget,
): Map<string, Column[]> {
  const partners = new Map<string, Column[]>();
  for (const column of columns) {
    const key = keyOf(column);
    const others = partners.get(key);
    if (others === undefined) partners.set(key, [column]);
    else {
      for (const other of others) refuseTwoPartners(other, column, bothSides, side, budget);
      others.push(column);
    }
  }
  return partners;
}

function refuseTwoPartners(
  a: Column,
  b: Column,
  bothSides: Uint8Array,
  side: 'left' | 'right',
  budget: QueryBudget,
): void {
  budget.work(bothSides.length);
  for (let step = 0; step < bothSides.length; step += 1)
    if (bothSides[step] === 1 && a.present[step] === 1 && b.present[step] === 1)
      throw failed(
        `found duplicate series for the match group on the ${side} hand-side of the operation: ` +
          `[${a.labels.toString()}, ${b.labels.toString()}]; many-to-many matching not allowed: ` +
          'matching labels must be unique on one side',
      );
}

interface Taken {
  readonly steps: Uint8Array;
  readonly reason: string;
}

/** Which steps of a result are there already. */
class TakenSteps {
  readonly #byKey = new Map<string, Uint8Array>();
  readonly #rule: VectorMatching;
  readonly #steps: number;
  readonly #budget: QueryBudget;

  constructor(rule: VectorMatching, steps: number, budget: QueryBudget) {
    this.#rule = rule;
    this.#steps = steps;
    this.#budget = budget;
  }

  of(key: string, labels: LabelSet): Taken {
    const isGrouped = this.#rule.group !== null;
    const name = isGrouped ? `${key.length}:${key}${labels.key}` : key;
    let steps = this.#byKey.get(name);
    if (steps === undefined) {
      this.#budget.work(this.#steps);
      steps = new Uint8Array(this.#steps);
      this.#byKey.set(name, steps);
    }
    const reason = isGrouped
      ? 'multiple matches for labels: grouping labels must ensure unique matches'
      : 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)';
    return { steps, reason };
  }
}

function combine(
  { keeps, value }: Combination,
  many: Column,
  one: Column,
  swapped: boolean,
  result: Column,
  taken: Taken,
): void {
  for (let step = 0; step < many.values.length; step += 1) {
    if (many.present[step] !== 1 || one.present[step] !== 1) continue;
    const manyValue = many.values[step] ?? NaN;
    const oneValue = one.values[step] ?? NaN;
    const left = swapped ? oneValue : manyValue;
    const right = swapped ? manyValue : oneValue;
    if (!keeps(left, right)) continue;
    if (taken.steps[step] === 1) throw failed(taken.reason);
    taken.steps[step] = 1;
    setValue(result, step, value(left, right));
  }
}

function resultLabels(
  many: LabelSet,
  one: LabelSet,
  rule: VectorMatching,
  names: ReadonlySet<string>,
  { dropsName }: Combination,
): LabelSet {
  let labels = dropsName ? many.dropName() : many;
  if (rule.group === null) labels = rule.on ? labels.keep(names) : labels.drop(names);
  for (const name of rule.include) labels = labels.with(name, one.get(name));
  return labels;
}
