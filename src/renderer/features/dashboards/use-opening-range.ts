import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { lastRangeSearch, rangeCovering, rangeSearchSchema, type RangeSearch } from '../../lib/time-range.ts';

/** What leads to a dashboard with the range that it opens with; null: with the console's. */
export function openingSearch(rangeMs: number | null): Partial<RangeSearch> {
  return rangeMs === null ? {} : lastRangeSearch(rangeCovering(rangeMs));
}

/** Opens a dashboard with its own range where the address names none. */
export function useOpeningRange(rangeMs: number | null): void {
  const { range, from } = rangeSearchSchema.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  // Of the moment of opening: who chooses the console's default later means it.
  const [opening] = useState(() => (range === undefined && from === undefined ? openingSearch(rangeMs) : {}));
  useEffect(() => {
    if (opening.range === undefined) return;
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...opening }), replace: true });
  }, [navigate, opening]);
}
