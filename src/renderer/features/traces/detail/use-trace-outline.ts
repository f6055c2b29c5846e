import { useQuery } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { outlinePath } from '../../../../shared/trace-outline/index.ts';
import { traceIdSchema } from '../../../../shared/trace.ts';
import { coalesce } from '../../../lib/coalesce.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { fetchBytes, useEngineEndpoint } from '../../../lib/engine-fetch.ts';
import { loadWaterfallModel } from '../../../ui/waterfall/index.ts';

/** A large trace is a hundred megabytes of columns; it is read again sooner than kept. */
const KEPT_MS = 30_000;

/** The columns of a trace, asked for again when it changes: never twice at once, and always after the last change. */
export function useTraceOutline(traceId: string) {
  const trpc = useTRPC();
  const endpoint = useEngineEndpoint();
  const query = useQuery({
    queryKey: ['trace-outline', traceId],
    queryFn: async ({ signal }) =>
      loadWaterfallModel(await fetchBytes(endpoint, outlinePath(encodeURIComponent(traceId)), signal)),
    structuralSharing: false,
    gcTime: KEPT_MS,
  });
  const { refetch } = query;
  const [refresh] = useState(coalesce);
  useSubscription(
    trpc.traces.live.subscriptionOptions(
      { filter: { text: traceId }, since: null },
      {
        enabled: traceIdSchema.safeParse(traceId).success,
        onData: () => refresh(() => refetch()),
      },
    ),
  );
  return query;
}
