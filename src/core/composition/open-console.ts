import { SignalboxError } from '../../shared/errors.ts';
import { describeDeployment } from '../deployment.ts';
import { openConsoleDoor } from '../http/console/console-door.ts';
import type { ConsoleServices, SimilarityAdministration } from '../http/console/services.ts';
import { Backtests, type ChosenTarget } from '../policy/backtest/index.ts';
import { createPriceAdministration } from '../price-administration.ts';
import { projectPath } from '../resources.ts';
import { createSavedViews } from '../saved-views.ts';
import { similarPrompts } from '../similarity/index.ts';
import { TraceExports } from '../telemetry/index.ts';
import { VERSION } from '../version.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { OpenedAlerts } from './open-alerts.ts';
import type { Dashboards } from './open-dashboards.ts';
import type { OpenedMetricSources } from './open-metric-sources.ts';
import type { OpenedHealth } from './open-health.ts';
import type { OpenLoadTests } from './open-load-tests.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';
import type { Tenants } from './open-tenants.ts';
import type { TrafficDoors } from './open-traffic-doors.ts';

type Parts = Stores &
  Providers &
  Tenants &
  TrafficDoors &
  Dashboards &
  OpenLoadTests &
  OpenedMetricSources &
  OpenedHealth &
  OpenedAlerts & { token: string; isReady: () => boolean };

/** The door of console and REST, which serves all that was built before. */
export async function openConsole(
  { config, log, allowedOrigins = [] }: EngineOptions,
  parts: Parts,
  onClose: OnClose,
) {
  const startedAt = new Date();
  const exports = new TraceExports({ dataDir: config.dataDir });
  const backtests = new Backtests({
    dataDir: config.dataDir,
    cataloguePath: config.prices,
    published: () => parts.policies.published(),
    hasSet: (id) => parts.policies.list().some((set) => set.id === id),
    targetOf: (name) => targetOf(parts.router, name),
    log,
  });
  onClose(() => backtests.close());
  const { gateway, otlp } = parts;
  const door = await openConsoleDoor({
    host: config.host,
    ...config.ports.console,
    token: parts.token,
    version: VERSION,
    allowedOrigins: [...allowedOrigins, ...config.consoleOrigins],
    consoleFolder: projectPath('out/renderer'),
    log,
    instruments: parts.instruments,
    isReady: parts.isReady,
    services: {
      ...administrations(parts),
      exports,
      backtests,
      deployment: () =>
        describeDeployment({
          startedAt,
          dataDir: config.dataDir,
          urls: { url: door.url, gatewayUrl: gateway.url, otlpUrl: otlp.url },
          protection: parts.protection,
          prices: parts.prices,
          retention: parts.retention,
          telemetry: parts.telemetry,
        }),
    },
  });
  onClose(() => door.close());
  // Before the door, which waits for the downloads that are under way.
  onClose(() => exports.close());
  log.debug('The engine is ready.', { url: door.url, gatewayUrl: gateway.url, otlpUrl: otlp.url });
  return door;
}

/** What there is to see and to change in the parts. */
function administrations(parts: Parts): Omit<ConsoleServices, 'exports' | 'backtests' | 'deployment'> {
  const { telemetry, prices, control } = parts;
  return {
    telemetry,
    prices: createPriceAdministration(prices, telemetry, control),
    providers: parts.providers,
    keys: parts.keys,
    access: parts.access,
    flags: parts.flags,
    limits: parts.limits,
    loadTests: parts.loadTests,
    metrics: { figures: () => parts.metrics.figures(), sources: parts.metricSources },
    routes: parts.routes,
    views: createSavedViews(control),
    policies: parts.policies,
    dashboards: parts.dashboards,
    annotations: parts.annotations,
    alerts: parts.alerts,
    guards: parts.guards,
    health: parts.health,
    similarity: similarityAdministration(parts),
    simulation: parts.simulation,
    workload: parts.workload,
  };
}

function similarityAdministration({ similarity, telemetry }: Stores): SimilarityAdministration {
  return {
    settings: () => similarity.settings(),
    saveSettings: (settings, actor) => similarity.saveSettings(settings, actor),
    figures: () => similarity.figures(),
    entries: () => similarity.entries(),
    addEntries: (added, actor) => similarity.addEntries(added, actor),
    removeEntry: (id, actor) => similarity.removeEntry(id, actor),
    like: (question) =>
      similarPrompts(question, { similarity, readSpan: (of) => telemetry.queries.span(of) }),
  };
}

/** Who would answer a model, PROVIDER/MODEL or route; null: nobody. */
function targetOf(router: Providers['router'], name: string): ChosenTarget | null {
  try {
    const { upstream, model } = router.plan(name).targets[0];
    return { provider: upstream.provider, model, priceAs: upstream.priceOf?.(model) ?? null };
  } catch (error) {
    if (error instanceof SignalboxError) return null;
    throw error;
  }
}
