import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { traceFilterSchema } from '../../../shared/trace.ts';
import { coalesce } from '../../lib/coalesce.ts';
import { useTRPC } from '../../lib/engine-client.ts';

/** A session and its turns, asked for again when one of its traces changes. */
export function useSession(sessionId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const query = useQuery(trpc.sessions.get.queryOptions({ sessionId }));
  const { refetch } = query;
  const [refresh] = useState(coalesce);
  useSubscription(
    trpc.traces.live.subscriptionOptions(
      { filter: { sessionId }, since: null },
      {
        enabled: traceFilterSchema.shape.sessionId.safeParse(sessionId).success,
        onData: () =>
          refresh(async () => {
            await refetch();
            await queryClient.invalidateQueries({ queryKey: trpc.sessions.messages.pathKey() });
          }),
      },
    ),
  );
  return query;
}
