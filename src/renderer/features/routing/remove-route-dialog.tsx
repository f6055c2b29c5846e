import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from '../../../shared/route.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './route-editor.module.css';

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
  const problem = remove.error === null ? null : problemOf(remove.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${route.model}?`}
      description="Calls that name it are refused from then on, unless a provider has a model of this name."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            variant="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ model: route.model })}
          >
            Remove route
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
