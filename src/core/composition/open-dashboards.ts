import { DashboardRegistry, readShippedDashboards } from '../dashboards/index.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Stores } from './open-stores.ts';

export async function openDashboards({ log }: EngineOptions, { control }: Stores) {
  const dashboards = await DashboardRegistry.open({ store: control, log, shipped: readShippedDashboards() });
  return { dashboards };
}
export type Dashboards = Awaited<ReturnType<typeof openDashboards>>;
