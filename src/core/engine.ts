import type { EngineOptions, OnClose } from './composition/engine-options.ts';
import { openAlerts } from './composition/open-alerts.ts';
import { openConsole } from './composition/open-console.ts';
import { observeParts } from './composition/observe-parts.ts';
import { openDashboards } from './composition/open-dashboards.ts';
import { openLoadTests } from './composition/open-load-tests.ts';
import { openHealth } from './composition/open-health.ts';
import { openMetricsPort } from './composition/open-metrics-port.ts';
import { openMetricSources } from './composition/open-metric-sources.ts';
import { openProviders } from './composition/open-providers.ts';
import { openStores } from './composition/open-stores.ts';
import { openTenants } from './composition/open-tenants.ts';
import { openTrafficDoors } from './composition/open-traffic-doors.ts';
import { newSecret } from './http/console/sessions.ts';
import { writeInstruments } from './composition/write-instruments.ts';
import type { SampleWorkload } from './workload/index.ts';

export interface Engine {
  /** Addresses of the doors, bases without a path. */
  readonly url: string;
  readonly gatewayUrl: string;
  readonly otlpUrl: string;
  /** Where metrics are scraped without a token; null: nowhere. */
  readonly metricsUrl: string | null;
  /** What the console and REST doors ask for; new at every start. */
  readonly token: string;
  readonly dataDir: string;
  readonly workload: SampleWorkload;
  /** A link that lets one browser in, once. */
  loginUrl(): string;
  /** Takes no new work, finishes what is under way, and closes the databases. */
  stop(): Promise<void>;
}

/**
 * Builds every part of the engine, in order, once. When one cannot be built, those before it are closed again.
 * @throws SignalboxError DATA_DIRECTORY_BUSY, DATABASE_NEWER, DATABASE_DAMAGED, PORT_TAKEN, CONFIG_INVALID
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  const onClose: OnClose = (close) => closers.push(close);
  let stopping: Promise<void> | null = null;
  try {
    const token = newSecret();
    const stores = await openStores(options, onClose);
    const providers = await openProviders(options, stores, onClose);
    const tenants = await openTenants(options, { ...stores, token }, onClose);
    const traffic = await openTrafficDoors(options, { ...stores, ...providers, ...tenants, token }, onClose);
    const dashboards = await openDashboards(options, { ...stores, ...tenants });
    const loads = await openLoadTests(options, { ...stores, ...providers, ...traffic, token }, onClose);
    const sources = await openMetricSources(options, { ...stores, ...providers });
    const alerts = await openAlerts(options, { ...stores, ...providers }, onClose);
    const health = openHealth(
      options,
      { ...stores, ...providers, ...tenants, ...traffic, ...alerts, ...sources, token },
      onClose,
    );
    const consoleDoor = await openConsole(
      options,
      {
        ...stores,
        ...providers,
        ...tenants,
        ...traffic,
        ...dashboards,
        ...sources,
        ...loads,
        ...alerts,
        ...health,
        token,
        isReady: () => stopping === null,
      },
      onClose,
    );
    alerts.alerts.start(consoleDoor.url);
    const { dataDir } = options.config;
    const { gateway } = traffic;
    observeParts(stores.instruments, {
      ...stores,
      ...providers,
      ...tenants,
      gateway,
      consoleDoor,
      dataDir,
    });
    const metricsDoor = await openMetricsPort(options, stores, onClose);
    writeInstruments(options, stores, onClose);
    return {
      url: consoleDoor.url,
      gatewayUrl: traffic.gateway.url,
      otlpUrl: traffic.otlp.url,
      token,
      metricsUrl: metricsDoor === null ? null : `${metricsDoor.url}/metrics`,
      dataDir,
      workload: traffic.workload,
      loginUrl: () => consoleDoor.loginUrl(),
      stop: () => (stopping ??= closeAll()),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
