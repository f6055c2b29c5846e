import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Provider } from '../../../shared/provider.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './add-provider-dialog.module.css';

export interface RemoveProviderDialogProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}

export function RemoveProviderDialog({ provider, onClose }: RemoveProviderDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.providers.remove.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.providers.list.queryFilter());
        onClose();
      },
    }),
  );
  const problem = remove.error === null ? null : problemOf(remove.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${provider.name}?`}
      description={
        provider.hasKey
          ? 'Its key is deleted with it. Calls for its models are refused from then on; recorded traces stay.'
          : 'Calls for its models are refused from then on; recorded traces stay.'
      }
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ name: provider.name })}
          >
            Remove provider
          </Button>
        </>
      }
    >
      {problem !== null && (
        <p role="alert" className={styles.error}>
          {problem.message} {problem.action}
        </p>
      )}
    </Dialog>
  );
}
