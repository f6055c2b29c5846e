import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { rememberFilter } from './filter-history.ts';
import { addressOf, traceSearchOf, traceSearchSchema } from './trace-search.ts';

/** The filter in the URL and how to change it; each change is a step of the history. */
export function useTraceSearch() {
  const q = useSearch({ strict: false, select: (all) => traceSearchOf(traceSearchSchema.parse(all)).q });
  const navigate = useNavigate();
  const change = useCallback(
    (filter: string) => {
      rememberFilter(filter);
      void navigate({
        to: '.',
        search: (previous: object) => ({ ...previous, ...addressOf({ q: filter }) }),
      });
    },
    [navigate],
  );
  const clear = useCallback(() => change(''), [change]);
  return { search: useMemo(() => ({ q }), [q]), change, clear };
}
