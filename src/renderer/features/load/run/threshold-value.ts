import { parseThreshold } from '../../../../shared/load/index.ts';
import { formatCount, formatDuration, formatShare } from '../../../lib/format.ts';

/** A measured value in the unit that its threshold is about. */
export function thresholdValue(expression: string, value: number | null): string {
  const metric = parseThreshold(expression)?.metric;
  if (value === null || metric === undefined) return 'nothing measured';
  if (metric.kind === 'statistic')
    return metric.series === 'tps' ? `${value.toFixed(1)}/s` : formatDuration(value);
  if (metric.count === 'rps') return `${value.toFixed(1)}/s`;
  return metric.count.endsWith('_rate') ? formatShare(value) : formatCount(value);
}
