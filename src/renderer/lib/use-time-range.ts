import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { rangeSearchSchema, timeRangeOf, type RangeSearch, type TimeRange } from './time-range.ts';

/** The time range of the page, from its URL. */
export function useTimeRange(): TimeRange {
  const search = useSearch({ strict: false });
  const { range, from, to } = rangeSearchSchema.parse(search);
  return useMemo(() => timeRangeOf({ range, from, to }), [range, from, to]);
}

/** Changes the range in the URL and keeps everything else that stands there. */
export function useSetTimeRange(): (range: RangeSearch) => void {
  const navigate = useNavigate();
  return useCallback(
    (range) => void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...range }) }),
    [navigate],
  );
}
