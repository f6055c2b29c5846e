import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { LoadPlan, ReportFormat } from '../../../shared/load/index.ts';
import { useTRPC, useTRPCClient } from '../../lib/engine-client.ts';
import { problemText } from '../../lib/problem.ts';
import { saveFile } from '../../lib/save-file.ts';
import { showToast } from '../../ui/toast-store.ts';

/** The runs of the deployment, newest first. */
export function useLoadRuns() {
  return useQuery(useTRPC().load.list.queryOptions(undefined, { refetchInterval: 5_000 }));
}

export function useStartLoad(onStarted: (id: string) => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.load.start.mutationOptions({
      onSuccess: ({ id }) => {
        void cache.invalidateQueries(trpc.load.list.queryFilter());
        onStarted(id);
      },
    }),
  );
}

/** A run with its result, and while it runs what it measures. It runs in the engine, so it survives navigation. */
export function useLoadRun(id: string) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const run = useQuery(trpc.load.get.queryOptions({ id }));
  const isRunning = run.data?.state === 'running';
  const ended = () => {
    void cache.invalidateQueries(trpc.load.get.queryFilter({ id }));
    void cache.invalidateQueries(trpc.load.list.queryFilter());
  };
  const live = useSubscription(
    trpc.load.live.subscriptionOptions(isRunning ? { id } : skipToken, {
      onData: ({ summary }) => {
        if (summary.state !== 'running') ended();
      },
    }),
  );
  const stop = useMutation(trpc.load.stop.mutationOptions({ onSuccess: ended }));
  return { run, live: isRunning ? live.data : undefined, stop };
}

export function useRemoveLoad(onRemoved: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.load.remove.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries(trpc.load.list.queryFilter());
        onRemoved();
      },
    }),
  );
}

/** What a plan would do; null: there is no plan to ask about. */
export function useEstimate(plan: LoadPlan | null) {
  const trpc = useTRPC();
  return useQuery(
    trpc.load.estimate.queryOptions(plan ?? skipToken, { placeholderData: (before) => before }),
  );
}

export function useComparison(base: string | undefined, other: string) {
  const trpc = useTRPC();
  return useQuery(trpc.load.compare.queryOptions(base === undefined ? skipToken : { base, other }));
}

/** Saves the report of a run as a file. */
export function useReport() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: async ({ id, format }: { id: string; format: ReportFormat }) => {
      const contents = await client.load.report.query({ id, format });
      await saveFile({ suggestedName: `load-test-${id.slice(0, 8)}.${format}`, contents });
    },
    onError: (error) =>
      showToast({ tone: 'error', title: 'The report could not be saved', text: problemText(error) ?? '' }),
  });
}
