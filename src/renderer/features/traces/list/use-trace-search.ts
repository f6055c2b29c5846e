import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { NO_FILTERS, traceSearchSchema, type TraceSearch } from './trace-search.ts';

/** The filters in the URL and how to change them; each change is a step of the history, typing is one step. */
export function useTraceSearch() {
  const search = useSearch({
    strict: false,
    select: (all) => traceSearchSchema.parse(all),
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Partial<TraceSearch>, options: { replace?: boolean } = {}) =>
      void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...changes }), ...options }),
    [navigate],
  );
  const clear = useCallback(() => change(NO_FILTERS), [change]);
  return { search, change, clear };
}
