import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { z } from 'zod';
import { dashboardSearchSchema } from './dashboards-search.ts';

type DashboardSearch = z.infer<typeof dashboardSearchSchema>;

/** How a dashboard is looked at: in its URL, so that a link shows the same. */
export function useDashboardView() {
  const search = useSearch({ strict: false, select: (given) => dashboardSearchSchema.parse(given) });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Partial<DashboardSearch>, replace = false) =>
      void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...part }), replace }),
    [navigate],
  );
  return { search, change };
}
