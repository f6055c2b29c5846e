import { Alerts, readShippedRules, SYSTEM_CLOCK } from '../alerts/index.ts';
import { parsePromql } from '../metrics/promql/index.ts';
import { projectPath, resourcePath } from '../resources.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';

/** Alerts begin to be evaluated; nobody is told before `start`. */
export async function openAlerts(
  { log }: EngineOptions,
  { control, metrics, secrets }: Stores & Providers,
  onClose: OnClose,
) {
  const alerts = await Alerts.open({
    metrics,
    control,
    secrets,
    log,
    clock: SYSTEM_CLOCK,
    checkExpression: parsePromql,
    shipped: readShippedRules(resourcePath('alert-rules')),
    runbookFolder: projectPath('docs/runbooks'),
  });
  onClose(() => alerts.stop());
  return { alerts };
}
export type OpenedAlerts = Awaited<ReturnType<typeof openAlerts>>;
