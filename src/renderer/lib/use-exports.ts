import { useMutation } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { ExportFileFormat, TraceExport, TraceSelection } from '../../shared/trace-export.ts';
import { download } from './download.ts';
import { useTRPC, useTRPCClient } from './engine-client.ts';

const NONE: readonly TraceExport[] = [];

/** The exports of the deployment, under way or just ended: they run in the engine, so they survive navigation. */
export function useExports(): { exports: readonly TraceExport[]; cancel: (id: string) => void } {
  const trpc = useTRPC();
  const live = useSubscription(trpc.exports.live.subscriptionOptions());
  const cancel = useMutation(trpc.exports.cancel.mutationOptions());
  return { exports: live.data ?? NONE, cancel: (id) => cancel.mutate({ id }) };
}

/** Starts an export and fetches its file. One that the person does not want after all is cancelled. */
export function useStartExport(onFailed: (error: unknown) => void) {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: async (request: { format: ExportFileFormat; selection: TraceSelection }) => {
      const { id, path, fileName } = await client.exports.start.mutate(request);
      const isTaken = await download({ path, fileName });
      if (!isTaken) await client.exports.cancel.mutate({ id });
    },
    onError: onFailed,
  });
}
