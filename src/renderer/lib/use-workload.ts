import { useMutation } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import type { WorkloadState } from '../../shared/deployment.ts';
import { useTRPC } from './engine-client.ts';

export interface Workload {
  /** Null until the engine has said it. */
  readonly state: WorkloadState | null;
  readonly start: () => void;
  readonly cancel: () => void;
  /** Why starting or cancelling failed; null when it did not. */
  readonly error: unknown;
}

/** The sample workload of the deployment: it runs in the engine, so it survives navigation. */
export function useWorkload(): Workload {
  const trpc = useTRPC();
  const live = useSubscription(trpc.workload.live.subscriptionOptions());
  const start = useMutation(trpc.workload.start.mutationOptions());
  const cancel = useMutation(trpc.workload.cancel.mutationOptions());
  return {
    state: live.data ?? null,
    start: () => start.mutate(),
    cancel: () => cancel.mutate(),
    error: start.error ?? cancel.error,
  };
}
