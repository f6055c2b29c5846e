import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { LOCAL_SOURCE } from '../../../../shared/metrics.ts';
import { useTRPC } from '../../../lib/engine-client.ts';

/** Whom a panel can ask: the local series, then each remote Prometheus. Steady while there are no others. */
export function useSourceNames(): readonly string[] {
  const { data } = useQuery(useTRPC().metrics.sources.list.queryOptions());
  return useMemo(() => [LOCAL_SOURCE, ...(data ?? []).map(({ name }) => name)], [data]);
}
