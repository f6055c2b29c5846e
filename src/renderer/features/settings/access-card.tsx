import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { showToast } from '../../ui/toast-store.ts';
import styles from './protection-note.module.css';

/** Others may switch it too. */
const REFRESH_MS = 15_000;

/** Whether callers of the gateway and of the OTLP door need a key. */
export function AccessCard() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const query = useQuery(trpc.access.get.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const access = query.data;
  const set = useMutation(
    trpc.access.set.mutationOptions({
      onSuccess: (next) => cache.setQueryData(trpc.access.get.queryKey(), next),
      onError: (error) => {
        const { message, action } = problemOf(error);
        showToast({ tone: 'error', title: 'Nothing was changed', text: `${message} ${action}` });
      },
    }),
  );
  return (
    <Card
      title="Open to this machine"
      actions={
        access !== undefined &&
        (access.canBeOpen ? (
          <Switch
            label="Open to this machine"
            checked={access.open}
            disabled={set.isPending}
            onChange={(open) => set.mutate({ open })}
          />
        ) : (
          <Badge>keys only</Badge>
        ))
      }
    >
      {access !== undefined && <p className={styles.text}>{descriptionOf(access)}</p>}
      {query.isPending && <Skeleton />}
      {access === undefined && query.error !== null && (
        <InlineError
          title="Who may call could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      <p className={styles.quiet}>
        A key that is sent must be good in either case. Changes count from the next call.
      </p>
    </Card>
  );
}

function descriptionOf({ open, canBeOpen }: { open: boolean; canBeOpen: boolean }): string {
  if (!canBeOpen)
    return 'The doors of this deployment can be reached from other machines: every call needs a key.';
  return open
    ? 'Every program on this machine may call the gateway and send spans without a key. Other machines reach neither.'
    : 'Calls to the gateway and spans to the OTLP door need a key.';
}
