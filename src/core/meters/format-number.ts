/**
 * A number as the exposition formats and the label `le` write it. Whole bounds keep their `.0`, as OpenMetrics has them
 * and as Prometheus 3 writes what it scrapes, so that the same bucket has the same label wherever it came from.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
