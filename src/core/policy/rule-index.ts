import type { Condition } from '../../shared/policy/expression/index.ts';
import { POLICY_FIELD_BY_PATH, type PolicyField, type PolicySubject } from '../../shared/policy/index.ts';

/** A field that must have one of some values for a rule to match; `part` is that part of its condition. */
export interface Requirement {
  readonly part: number;
  readonly field: PolicyField;
  readonly values: readonly (string | number)[];
}

/**
 * The requirement by which a rule is found: of its parts that compare a field with constants, the one with the fewest. Null:
 * it has none, and is asked for each call.
 */
export function requirementOf(condition: Condition): Requirement | null {
  let best: Requirement | null = null;
  for (const [part, { comparison }] of condition.entries()) {
    if (comparison === null || (comparison.operator !== 'eq' && comparison.operator !== 'in')) continue;
    const { value } = comparison;
    if (typeof value === 'boolean') continue;
    const field = POLICY_FIELD_BY_PATH.get(comparison.field);
    // To put together the texts only to look a rule up would cost more than it saves.
    if (field === undefined || field.path === 'text' || field.path === 'prompt') continue;
    const values = Array.isArray(value) ? value : [value];
    if (best === null || values.length < best.values.length) best = { part, field, values };
  }
  return best;
}

/** Finds the rules of a set that can match at all, by what they require of a field. */
export class RuleIndex {
  readonly #always: readonly number[];
  readonly #byField: readonly { field: PolicyField; rules: ReadonlyMap<unknown, readonly number[]> }[];

  /** The requirement of each rule, in the order of the rules. */
  constructor(requirements: readonly (Requirement | null)[]) {
    const always: number[] = [];
    const byField = new Map<PolicyField, Map<unknown, number[]>>();
    for (const [rule, requirement] of requirements.entries()) {
      if (requirement === null) {
        always.push(rule);
        continue;
      }
      const rules = byField.get(requirement.field) ?? new Map<unknown, number[]>();
      byField.set(requirement.field, rules);
      for (const value of new Set(requirement.values)) {
        const found = rules.get(value) ?? [];
        rules.set(value, found);
        found.push(rule);
      }
    }
    this.#always = always;
    this.#byField = [...byField].map(([field, rules]) => ({ field, rules }));
  }

  /** The numbers of these rules, ascending. */
  candidates(subject: PolicySubject): readonly number[] {
    let found: number[] | null = null;
    for (const { field, rules } of this.#byField) {
      const some = rules.get(field.read(subject));
      if (some !== undefined) found = found === null ? [...some] : [...found, ...some];
    }
    if (found === null) return this.#always;
    return [...found, ...this.#always].sort((a, b) => a - b);
  }
}
