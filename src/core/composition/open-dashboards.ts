import { Annotations, DashboardRegistry, readShippedDashboards } from '../dashboards/index.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Stores } from './open-stores.ts';
import type { Tenants } from './open-tenants.ts';

export async function openDashboards(
  { log }: EngineOptions,
  { control, metrics, policies }: Stores & Pick<Tenants, 'policies'>,
) {
  const dashboards = await DashboardRegistry.open({
    store: control,
    log,
    readShipped: () => readShippedDashboards(),
  });
  const annotations = new Annotations({
    store: control,
    queries: metrics.queries,
    nameOfPolicy: (id) => policies.list().find((set) => set.id === id)?.latest.content.name ?? null,
  });
  return { dashboards, annotations };
}
export type Dashboards = Awaited<ReturnType<typeof openDashboards>>;
