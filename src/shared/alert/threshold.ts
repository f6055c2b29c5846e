const COMPARISON = /^(==|!=|<=|>=|<|>)(\s*bool\b)?/;
const NUMBER = /^[-+]?\s*(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)$/i;

/**
 * An expression that compares with a number, in its two halves: `rate(x[5m]) > 0.05`. Null for everything else, also for
 * comparisons that `and`, `or` or `unless` joins: there is no one line to draw.
 */
export function splitThreshold(expr: string): { left: string; operator: string; threshold: number } | null {
  let found: { at: number; length: number; operator: string } | null = null;
  let depth = 0;
  for (let at = 0; at < expr.length; at += 1) {
    const character = expr[at] ?? '';
    if (character === '"' || character === "'" || character === '`') {
      at = endOfString(expr, at);
      continue;
    }
    if (character === '#') return null;
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth !== 0) continue;
    const rest = expr.slice(at);
    if (/^(and|or|unless)\b/i.test(rest) && !/\w/.test(expr[at - 1] ?? '')) return null;
    const operator = COMPARISON.exec(rest);
    if (operator === null) continue;
    if (found !== null) return null;
    found = { at, length: operator[0].length, operator: operator[1] ?? '' };
    at += operator[0].length - 1;
  }
  if (found === null) return null;
  const right = expr.slice(found.at + found.length).trim();
  const left = expr.slice(0, found.at).trim();
  if (!NUMBER.test(right) || left === '') return null;
  return { left, operator: found.operator, threshold: Number(right.replace(/\s/g, '')) };
}

function endOfString(expr: string, start: number): number {
  const quote = expr[start];
  for (let at = start + 1; at < expr.length; at += 1) {
    if (expr[at] === '\\' && quote !== '`') at += 1;
    else if (expr[at] === quote) return at;
  }
  return expr.length;
}
