import type { Comparison, Pattern } from '../../../shared/filter/index.ts';
import type { Condition } from './condition.ts';

/** Sorts after every text that begins the same. */
const LAST = '\u{10ffff}';

/** That an SQL expression is like a pattern, letter case and all. A beginning is a range, which an index can answer. */
export function matches(expression: string, pattern: Pattern): Condition {
  if (pattern.length === 1) return { sql: `${expression} = ?`, values: [pattern[0]] };
  if (pattern.length === 2 && pattern[1] === '') {
    return { sql: `(${expression} >= ? AND ${expression} < ?)`, values: [pattern[0], pattern[0] + LAST] };
  }
  return { sql: `${expression} GLOB ?`, values: [globOf(pattern)] };
}

/** That an SQL expression contains the text, whatever the case of ASCII letters. */
export function contains(expression: string, pattern: Pattern): Condition {
  const literal = pattern.map((piece) => piece.replace(/[\\%_]/g, '\\$&')).join('%');
  return { sql: `${expression} LIKE ? ESCAPE '\\'`, values: [`%${literal}%`] };
}

export function compares(expression: string, comparisons: readonly Comparison[]): Condition {
  return {
    sql: comparisons.map(({ sign }) => `${expression} ${sign} ?`).join(' AND '),
    values: comparisons.map(({ value }) => value),
  };
}

/** The piece of a pattern that narrows most. */
export function longestPiece(pattern: Pattern): string {
  return pattern.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
}

function globOf(pattern: Pattern): string {
  return pattern.map((piece) => piece.replace(/[*?[]/g, '[$&]')).join('*');
}
