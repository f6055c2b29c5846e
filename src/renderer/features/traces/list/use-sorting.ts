import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { listSearchSchema, nextSorting, sortingOf, sortingSearch, type Sorting } from './list-search.ts';
import { sortOfColumn } from './trace-columns.tsx';

/** The order of the list in the URL, and how a press on a column's name changes it. */
export function useSorting(): { sorting: Sorting; sortBy: (column: string) => void } {
  const { sort, order } = useSearch({ strict: false, select: (all) => listSearchSchema.parse(all) });
  const sorting = useMemo(() => sortingOf({ sort, order }), [sort, order]);
  const navigate = useNavigate();
  const sortBy = useCallback(
    (column: string) => {
      const by = sortOfColumn(column);
      if (by === null) return;
      const next = sortingSearch(nextSorting(sorting, by));
      void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...next }) });
    },
    [navigate, sorting],
  );
  return { sorting, sortBy };
}
