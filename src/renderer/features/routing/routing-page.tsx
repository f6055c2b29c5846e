import { useQuery } from '@tanstack/react-query';
import { Plus, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { SIMULATED_PROVIDER } from '../../../shared/provider.ts';
import type { Route } from '../../../shared/route.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RemoveRouteDialog } from './remove-route-dialog.tsx';
import { RouteEditor } from './route-editor.tsx';
import { RouteTable } from './route-table.tsx';
import styles from './routing-page.module.css';

const HEALTH_INTERVAL_MS = 2_000;

/** Which targets answer to a model name, and how they are. */
export function RoutingPage() {
  const trpc = useTRPC();
  const query = useQuery(trpc.routes.list.queryOptions());
  const health = useQuery(
    trpc.routes.health.queryOptions(undefined, { refetchInterval: HEALTH_INTERVAL_MS }),
  );
  const [editing, setEditing] = useState<Route | 'new' | null>(null);
  const [removing, setRemoving] = useState<Route | null>(null);
  const routes = query.data;
  const added = useQuery(trpc.providers.list.queryOptions()).data;
  const providers =
    added === undefined ? null : new Set([SIMULATED_PROVIDER, ...added.map(({ name }) => name)]);
  return (
    <Page
      title="Routing"
      actions={
        <Button variant="primary" size="small" icon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
          Add route
        </Button>
      }
    >
      <Card title="Routes" flush>
        {query.error !== null && routes === undefined && (
          <ErrorState
            title="The routes could not be loaded"
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
        {routes?.length === 0 && (
          <EmptyState
            icon={<Waypoints aria-hidden />}
            title="No routes yet"
            actions={
              <Button size="small" icon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
                Make the first route
              </Button>
            }
          >
            A route is a model name of your own. Calls that name it go to its first target, and to the next
            when that one fails. Without a route, a call goes to the provider that has the model.
          </EmptyState>
        )}
        {routes !== undefined && routes.length > 0 && (
          <RouteTable
            routes={routes}
            health={health.data ?? []}
            providers={providers}
            onEdit={setEditing}
            onRemove={setRemoving}
          />
        )}
      </Card>
      {editing !== null && (
        <RouteEditor
          route={editing === 'new' ? null : editing}
          taken={routes?.map(({ model }) => model) ?? []}
          onClose={() => setEditing(null)}
        />
      )}
      {removing !== null && <RemoveRouteDialog route={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}
