import { RE2JS } from 're2js';
import type { Variable } from '../../../../shared/dashboard/index.ts';

/** What a query variable asks for. */
export type VariableQuery =
  | { readonly kind: 'values'; readonly selector: string | null; readonly label: string }
  | { readonly kind: 'names' }
  | { readonly kind: 'metrics'; readonly pattern: string }
  | { readonly kind: 'result'; readonly expr: string };

/** Reads `label_values(selector, label)`, `label_names()`, `metrics(pattern)`, `query_result(expr)`; null for anything else. */
export function parseVariableQuery(text: string): VariableQuery | null {
  const call = /^\s*(\w+)\s*\(([\s\S]*)\)\s*$/.exec(text);
  const [, name = '', inner = ''] = call ?? [];
  switch (name) {
    case 'label_values': {
      const two = /^([\s\S]*),\s*([a-zA-Z_]\w*)\s*$/.exec(inner);
      if (two !== null) return { kind: 'values', selector: (two[1] ?? '').trim(), label: two[2] ?? '' };
      const label = inner.trim();
      return /^[a-zA-Z_]\w*$/.test(label) ? { kind: 'values', selector: null, label } : null;
    }
    case 'label_names':
      return { kind: 'names' };
    case 'metrics':
      return { kind: 'metrics', pattern: inner.trim() };
    case 'query_result':
      return { kind: 'result', expr: inner.trim() };
    default:
      return null;
  }
}

/** Of what was found, what matches the variable's pattern, each once, in its order. A pattern that is none lets all through. */
export function pickValues(
  found: readonly string[],
  { pattern, sort }: Pick<Extract<Variable, { kind: 'query' }>, 'pattern' | 'sort'>,
): string[] {
  const values = [...new Set(found.flatMap((value) => matched(value, patternOf(pattern))))];
  const text = new Intl.Collator(undefined, { numeric: false });
  const number = new Intl.Collator(undefined, { numeric: true });
  switch (sort) {
    case 'none':
      return values;
    case 'alphabetical':
      return values.sort(text.compare);
    case 'alphabetical-desc':
      return values.sort(text.compare).reverse();
    case 'numerical':
      return values.sort(number.compare);
    case 'numerical-desc':
      return values.sort(number.compare).reverse();
  }
}

/** Patterns come from people and from files, so they run in RE2: in linear time. */
function patternOf(pattern: string): RE2JS | null {
  if (pattern === '') return null;
  const source = /^\/([\s\S]*)\/[a-z]*$/.exec(pattern)?.[1] ?? pattern;
  try {
    return RE2JS.compile(source);
  } catch {
    return null;
  }
}

function matched(value: string, pattern: RE2JS | null): string[] {
  if (pattern === null) return [value];
  const matcher = pattern.matcher(value);
  if (!matcher.find()) return [];
  return [matcher.groupCount() > 0 ? (matcher.group(1) ?? '') : value];
}
