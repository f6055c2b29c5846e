import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from '../../../shared/route.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export interface RemoveRouteDialogProps {
  readonly route: Route;
  readonly onClose: () => void;
}

export function RemoveRouteDialog({ route, onClose }: RemoveRouteDialogProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.routes.remove.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.routes.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Remove ${route.model}?`}
      description="Calls that name it are refused from then on, unless a provider has a model of this name."
      confirm="Remove route"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ model: route.model })}
      onClose={onClose}
    />
  );
}
