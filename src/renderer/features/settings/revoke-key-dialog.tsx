import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../../shared/api-key.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export interface RevokeKeyDialogProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.keys.list.queryFilter());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Revoke ${apiKey.name}?`}
      description="Calls with it are refused from the next one on, and it cannot be brought back. Recorded traces keep its name."
      confirm="Revoke key"
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ id: apiKey.id })}
      onClose={onClose}
    />
  );
}
