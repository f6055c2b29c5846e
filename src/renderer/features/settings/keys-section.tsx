import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey } from '../../../shared/api-key.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AccessCard } from './access-card.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { KeyTable } from './key-table.tsx';
import styles from './providers-section.module.css';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

/** Last uses are written by the minute. */
const REFRESH_MS = 15_000;

/** The keys that applications call with, and whether they need one. */
export function KeysSection() {
  const trpc = useTRPC();
  const query = useQuery(trpc.keys.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const [isCreating, setIsCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = query.data;
  return (
    <div>
      <AccessCard />
      <Card
        title="API keys"
        flush
        actions={
          <Button size="small" icon={<Plus aria-hidden />} onClick={() => setIsCreating(true)}>
            Create key
          </Button>
        }
      >
        {query.error !== null && keys === undefined && (
          <ErrorState
            title="The keys could not be loaded"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isPending && (
          <div className={styles.loading}>
            <Skeleton height={24} />
            <Skeleton height={24} />
          </div>
        )}
        {keys?.length === 0 && (
          <EmptyState icon={<KeyRound aria-hidden />} title="No application has a key yet">
            A key says whose calls are whose: its org, workspace and user are on every trace, and limits,
            budgets and flags can be set for them.
          </EmptyState>
        )}
        {keys !== undefined && keys.length > 0 && <KeyTable keys={keys} onRevoke={setRevoking} />}
      </Card>
      {isCreating && <CreateKeyDialog onClose={() => setIsCreating(false)} />}
      {revoking !== null && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </div>
  );
}
