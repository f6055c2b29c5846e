import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { Backtest } from '../../../../shared/backtest.ts';
import { useTRPC } from '../../../lib/engine-client.ts';

/** The newest backtest with a draft of the set; they run in the engine, so they survive navigation. */
export function useBacktestOf(setId: string) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const { data } = useQuery(trpc.policies.backtest.list.queryOptions());
  const newest = data?.findLast((each) => isOf(each, setId)) ?? null;
  const live = useSubscription(
    trpc.policies.backtest.live.subscriptionOptions(
      newest?.state === 'running' ? { id: newest.id } : skipToken,
      {
        onData: ({ state }) => {
          if (state !== 'running') void cache.invalidateQueries(trpc.policies.backtest.list.queryFilter());
        },
      },
    ),
  );
  const start = useMutation(
    trpc.policies.backtest.start.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.policies.backtest.list.queryFilter()),
    }),
  );
  const cancel = useMutation(
    trpc.policies.backtest.cancel.mutationOptions({
      onSuccess: () => cache.invalidateQueries(trpc.policies.backtest.list.queryFilter()),
    }),
  );
  const backtest = newest?.state === 'running' && live.data?.id === newest.id ? live.data : newest;
  return { backtest, start, cancel };
}

function isOf({ request: { subject } }: Backtest, setId: string): boolean {
  return subject.kind === 'policies' && subject.drafts.some((draft) => draft.setId === setId);
}
