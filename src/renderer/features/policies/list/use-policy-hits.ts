import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PolicyHits } from '../../../../shared/policy-hits.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { boundsOf } from '../../../lib/time-range.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';

const REFRESH_MS = 5_000;

/** What each set came to in the range of the page, by its id; undefined until it is known. */
export function usePolicyHits(): ReadonlyMap<string, PolicyHits> | undefined {
  const client = useTRPCClient();
  const range = useTimeRange();
  const { data } = useQuery({
    queryKey: ['policies', 'hits', range],
    queryFn: ({ signal }) => client.policies.hits.query(boundsOf(range, Date.now()), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
    select: hitsById,
  });
  return data;
}

function hitsById(hits: readonly PolicyHits[]): ReadonlyMap<string, PolicyHits> {
  return new Map(hits.map((each) => [each.setId, each]));
}
