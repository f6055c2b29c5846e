import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ServiceMap } from '../../../shared/service-map.ts';
import { useTRPCClient } from '../../lib/engine-client.ts';
import { boundsOf, type TimeRange } from '../../lib/time-range.ts';

const REFRESH_MS = 10_000;

/** The map of a range, anew every few seconds while the range is live. */
export function useServiceMap(range: TimeRange, q: string) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['service-map', range, q],
    queryFn: ({ signal }): Promise<ServiceMap> =>
      client.traces.serviceMap.query(
        { filter: q === '' ? {} : { q }, ...boundsOf(range, Date.now()) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: range.kind === 'last' ? REFRESH_MS : false,
  });
}
