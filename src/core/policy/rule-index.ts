import type { Comparison, Condition } from '../../shared/policy/expression/index.ts';
import { POLICY_FIELD_BY_PATH, type PolicyField, type PolicySubject } from '../../shared/policy/index.ts';

type Constant = string | number | boolean;
type Order = 'gt' | 'ge' | 'lt' | 'le';

/** What a field must be for a rule to match; `part` is that part of its condition. */
export interface Requirement {
  readonly part: number;
  readonly field: PolicyField;
  /** One of these, or on this side of the bound. */
  readonly of: readonly Constant[] | { readonly order: Order; readonly bound: number };
}

/**
 * The requirement by which a rule is found: of the parts of its condition the one that fewest calls will meet, as far as that
 * can be told from its form. Null: it has none, and is asked for each call.
 */
export function requirementOf(condition: Condition): Requirement | null {
  let best: Requirement | null = null;
  for (const [part, { comparisons }] of condition.entries()) {
    const required = comparisons === null ? null : requiredBy(part, comparisons);
    if (required !== null && (best === null || breadth(required) < breadth(best))) best = required;
  }
  return best;
}

/** Comparisons, one of which must hold, as a requirement of the one field that they are all about. */
function requiredBy(part: number, comparisons: readonly Comparison[]): Requirement | null {
  const [first] = comparisons;
  const field = first === undefined ? undefined : POLICY_FIELD_BY_PATH.get(first.field);
  // To put together the texts only to look a rule up would cost more than it saves.
  if (first === undefined || field === undefined || field.path === 'text' || field.path === 'prompt')
    return null;
  const { operator, value } = first;
  if (comparisons.length === 1 && isOrder(operator) && typeof value === 'number')
    return { part, field, of: { order: operator, bound: value } };
  const isChoice = comparisons.every(
    (each) => each.field === first.field && (each.operator === 'eq' || each.operator === 'in'),
  );
  return isChoice ? { part, field, of: comparisons.flatMap((each) => each.value) } : null;
}

function isOrder(operator: Comparison['operator']): operator is Order {
  return operator === 'gt' || operator === 'ge' || operator === 'lt' || operator === 'le';
}

/** Few values before many, those before a bound, and that before yes or no. */
function breadth({ field, of }: Requirement): number {
  if (field.type === 'bool') return Number.POSITIVE_INFINITY;
  return 'order' in of ? Number.MAX_VALUE : of.length;
}

const MEETS: Readonly<Record<Order, (value: number, bound: number) => boolean>> = {
  gt: (value, bound) => value > bound,
  ge: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  le: (value, bound) => value <= bound,
};

interface Bound {
  readonly bound: number;
  readonly rule: number;
}

/** The rules with requirements of one field. */
class FieldIndex {
  readonly #field: PolicyField;
  readonly #byValue = new Map<unknown, number[]>();
  /** By order, the bounds that are easiest to meet first. */
  readonly #byBound = new Map<Order, Bound[]>();

  constructor(field: PolicyField) {
    this.#field = field;
  }

  add(rule: number, of: Requirement['of']): void {
    if ('order' in of) {
      const bounds = [...(this.#byBound.get(of.order) ?? []), { bound: of.bound, rule }];
      const direction = of.order === 'gt' || of.order === 'ge' ? 1 : -1;
      this.#byBound.set(
        of.order,
        bounds.sort((a, b) => direction * (a.bound - b.bound)),
      );
      return;
    }
    for (const value of new Set(of)) {
      const rules = this.#byValue.get(value);
      if (rules === undefined) this.#byValue.set(value, [rule]);
      else rules.push(rule);
    }
  }

  /** Adds the rules whose requirement the subject meets, in no order. */
  collect(subject: PolicySubject, found: number[]): void {
    const value = this.#field.read(subject);
    const rules = this.#byValue.get(value);
    if (rules !== undefined) found.push(...rules);
    if (typeof value !== 'number') return;
    for (const [order, bounds] of this.#byBound) {
      const meets = MEETS[order];
      for (const { bound, rule } of bounds) {
        if (!meets(value, bound)) break;
        found.push(rule);
      }
    }
  }
}

/** Finds the rules of a set that can match at all, by what they require of a field. */
export class RuleIndex {
  readonly #always: readonly number[];
  readonly #byField: readonly FieldIndex[];

  /** The requirement of each rule, in the order of the rules. */
  constructor(requirements: readonly (Requirement | null)[]) {
    const always: number[] = [];
    const byField = new Map<PolicyField, FieldIndex>();
    for (const [rule, requirement] of requirements.entries()) {
      if (requirement === null) {
        always.push(rule);
        continue;
      }
      const { field, of } = requirement;
      const index = byField.get(field) ?? new FieldIndex(field);
      byField.set(field, index);
      index.add(rule, of);
    }
    this.#always = always;
    this.#byField = [...byField.values()];
  }

  /** The numbers of these rules, ascending. */
  candidates(subject: PolicySubject): readonly number[] {
    const found: number[] = [];
    for (const index of this.#byField) index.collect(subject, found);
    if (found.length === 0) return this.#always;
    return [...found, ...this.#always].sort((a, b) => a - b);
  }
}
