import { formatDuration, REFRESH_INTERVALS } from '../../../../shared/dashboard/index.ts';
import { LAST_RANGES, RANGE_KEYS } from '../../../lib/time-range.ts';
import type { SelectOption } from '../../../ui/select.tsx';
import { intervalText } from '../refresh-picker.tsx';

/** Of a dashboard without a range, or without a refresh, of its own. */
export const NO_VALUE = 'none';

/** The ranges that a dashboard may open with; `own`: what it has, also where it comes from elsewhere. */
export function rangeOptions(own: number | null): SelectOption<string>[] {
  const known = RANGE_KEYS.map((key) => ({
    value: String(LAST_RANGES[key].minutes * 60_000),
    label: LAST_RANGES[key].label,
  }));
  const isKnown = own === null || known.some(({ value }) => value === String(own));
  return [
    { value: NO_VALUE, label: 'The range of the console' },
    ...known,
    ...(isKnown ? [] : [{ value: String(own), label: `Last ${formatDuration(own)}` }]),
  ];
}

export function refreshOptions(own: number | null): SelectOption<string>[] {
  const seconds = new Set<number | null>([...REFRESH_INTERVALS, own]);
  return [...seconds].map((each) => ({ value: String(each ?? NO_VALUE), label: intervalText(each) }));
}
