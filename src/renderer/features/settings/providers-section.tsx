import { useQuery } from '@tanstack/react-query';
import { Boxes, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Provider } from '../../../shared/provider.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AddProviderDialog } from './add-provider-dialog.tsx';
import { ProtectionNote } from './protection-note.tsx';
import { ProviderTable } from './provider-table.tsx';
import styles from './providers-section.module.css';
import { RemoveProviderDialog } from './remove-provider-dialog.tsx';

/** The upstreams that the gateway reaches besides the simulated one. */
export function ProvidersSection() {
  const trpc = useTRPC();
  const query = useQuery(trpc.providers.list.queryOptions());
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Provider | null>(null);
  const providers = query.data;
  return (
    <div>
      <Card
        title="Providers"
        flush
        actions={
          <Button size="small" icon={<Plus aria-hidden />} onClick={() => setIsAdding(true)}>
            Add provider
          </Button>
        }
      >
        {query.error !== null && providers === undefined && (
          <ErrorState
            title="The providers could not be loaded"
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
        {providers?.length === 0 && (
          <EmptyState icon={<Boxes aria-hidden />} title="Only the simulated providers answer so far">
            Add an upstream to send real calls through the gateway. A request for the model NAME/model goes to
            the provider of that name.
          </EmptyState>
        )}
        {providers !== undefined && providers.length > 0 && (
          <ProviderTable providers={providers} onRemove={setRemoving} />
        )}
      </Card>
      <ProtectionNote />
      {isAdding && <AddProviderDialog onClose={() => setIsAdding(false)} />}
      {removing !== null && <RemoveProviderDialog provider={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
