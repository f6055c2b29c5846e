import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Provider } from '../../../shared/provider.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

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
  return (
    <ConfirmDialog
      title={`Remove ${provider.name}?`}
      description={
        provider.hasKey
          ? 'Its key is deleted with it. Calls for its models are refused from then on; recorded traces stay.'
          : 'Calls for its models are refused from then on; recorded traces stay.'
      }
      confirm="Remove provider"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ name: provider.name })}
      onClose={onClose}
    />
  );
}
