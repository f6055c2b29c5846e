import { useQuery } from '@tanstack/react-query';
import { DEFAULT_SCRAPE_MS } from '../../../../shared/dashboard/index.ts';
import { useTRPC } from '../../../lib/engine-client.ts';

const STALE_MS = 10 * 60_000;

/** How often a source takes samples, in milliseconds; null while it is not known yet. */
export function useScrapeMs(source: string, enabled = true): number | null {
  const { data, isError } = useQuery(
    useTRPC().metrics.scrapeInterval.queryOptions({ source }, { enabled, staleTime: STALE_MS, retry: false }),
  );
  // A source that is not there is told of by the panel, which asks it.
  return data?.ms ?? (isError ? DEFAULT_SCRAPE_MS : null);
}
