import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../../shared/api-key.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './add-provider-dialog.module.css';

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
  const problem = revoke.error === null ? null : problemOf(revoke.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke ${apiKey.name}?`}
      description="Calls with it are refused from the next one on, and it cannot be brought back. Recorded traces keep its name."
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ id: apiKey.id })}>
            Revoke key
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
