import { useQuery } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { traceIdSchema } from '../../../../shared/trace.ts';
import { coalesce } from '../../../lib/coalesce.ts';
import { useTRPC } from '../../../lib/engine-client.ts';

/** The columns of a trace, asked for again when it changes: never twice at once, and always after the last change. */
export function useTraceOutline(traceId: string) {
  const trpc = useTRPC();
  const query = useQuery(trpc.traces.outline.queryOptions({ traceId }, { structuralSharing: false }));
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
