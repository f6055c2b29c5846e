import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Annotation, AnnotationKind } from '../../../shared/dashboard/index.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';
import { useNow } from '../../lib/use-now.ts';
import { useMemo } from 'react';

const EVERY_MS = 60_000;

/** What happened in the range, of the kinds that are shown. */
export function useAnnotations(
  range: TimeRange,
  kinds: readonly AnnotationKind[],
  refreshMs: number | null,
): readonly Annotation[] {
  const { from, to } = boundsOf(range, useNow(EVERY_MS / 2));
  // A range that moves is asked about by the minute.
  const fromMs = Math.floor(Date.parse(from) / EVERY_MS) * EVERY_MS;
  const toMs = Math.ceil(Date.parse(to) / EVERY_MS) * EVERY_MS;
  const query = useQuery(
    useTRPC().dashboards.annotations.queryOptions(
      { fromMs, toMs },
      {
        enabled: kinds.length > 0,
        placeholderData: keepPreviousData,
        refetchInterval:
          refreshMs === null || range.kind === 'fixed' ? false : Math.max(refreshMs, EVERY_MS / 2),
      },
    ),
  );
  const { data } = query;
  return useMemo(() => (data ?? []).filter(({ kind }) => kinds.includes(kind)), [data, kinds]);
}
