const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as Go's strconv.ParseFloat reads it, in decimals; null where it is none. */
export function parseGoFloat(text: string): number | null {
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (named !== null) {
    if (named[2]?.toLowerCase() === 'nan') return named[1] === '' ? NaN : null;
    return named[1] === '-' ? -Infinity : Infinity;
  }
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
