import { RE2JS } from 're2js';
import type { LabelMatcher } from '../../series-source.ts';

/** Whether a label's value ('' where the series has no such label) is one that a matcher wants. */
export function valueTest({ operator, value }: LabelMatcher): (actual: string) => boolean {
  if (operator === '=') return (actual) => actual === value;
  if (operator === '!=') return (actual) => actual !== value;
  const expression = RE2JS.compile(value);
  const wanted = operator === '=~';
  const known = new Map<string, boolean>();
  return (actual) => {
    let matches = known.get(actual);
    if (matches === undefined) {
      matches = expression.matches(actual) === wanted;
      known.set(actual, matches);
    }
    return matches;
  };
}
