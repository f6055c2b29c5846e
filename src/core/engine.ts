import type { Config } from './config.ts';
import { loadCatalogue } from './cost/index.ts';
import { describeDeployment } from './deployment.ts';
import { isLoopbackHost } from './http/access.ts';
import { openConsoleDoor } from './http/console/console-door.ts';
import { newSecret } from './http/console/sessions.ts';
import { startGatewayDoor } from './http/gateway/index.ts';
import { openOtlpDoor } from './http/otlp/otlp-door.ts';
import type { Log } from './log.ts';
import { ProviderRegistry, SimulatedProvider, UpstreamDirectory } from './providers/index.ts';
import { projectPath } from './resources.ts';
import { createRouter } from './routing/index.ts';
import { openSecretBox } from './secrets/index.ts';
import { createSimulationSettings } from './simulation-settings.ts';
import { openControlStore } from './store/control/index.ts';
import { lockDataDirectory } from './store/index.ts';
import { openTelemetry } from './telemetry/index.ts';
import { userConfigDirectory } from './user-directories.ts';
import { VERSION } from './version.ts';
import { createSampleWorkload, type SampleWorkload } from './workload/index.ts';

export interface EngineOptions {
  config: Config;
  log: Log;
  /** Origins of consoles besides the engine's own, such as the desktop's. */
  allowedOrigins?: readonly string[];
}

export interface Engine {
  /** Addresses of the doors, bases without a path. */
  readonly url: string;
  readonly gatewayUrl: string;
  readonly otlpUrl: string;
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
 * @throws SignalboxError DATA_DIRECTORY_BUSY, DATABASE_NEWER, DATABASE_DAMAGED, PORT_TAKEN, ...
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  try {
    return await build(options, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function build(
  { config, log, allowedOrigins = [] }: EngineOptions,
  closers: (() => Promise<void> | void)[],
  closeAll: () => Promise<void>,
): Promise<Engine> {
  const { dataDir, host, ports } = config;
  const startedAt = new Date();
  const token = newSecret();
  let stopping: Promise<void> | null = null;

  // Stores
  const lock = lockDataDirectory(dataDir);
  closers.push(() => lock.release());
  const prices = loadCatalogue(config.prices);
  const retention = { maxAgeDays: config.retentionDays, maxBytes: config.retentionBytes };
  const telemetry = await openTelemetry({
    dataDir,
    log,
    retention,
    queueBytes: config.ingestQueueBytes,
    ...(config.prices === undefined ? {} : { cataloguePath: config.prices }),
  });
  closers.push(() => telemetry.stop());
  const control = await openControlStore({ dataDir });
  closers.push(() => control.close());

  // Providers
  const secrets = await openSecretBox({
    dataDir,
    configDir: userConfigDirectory(process.env),
    keychainService: 'signalbox',
    keyFile: config.keyFile,
    passphrase: config.passphrase,
    createKeyFile: config.createKeyFile,
  });
  const providers = await ProviderRegistry.open({ store: control, secrets, log });
  const simulated = new SimulatedProvider();
  const simulation = await createSimulationSettings(simulated, control, log);
  const directory = new UpstreamDirectory({ source: providers, log });
  closers.push(() => directory.close());
  void simulated.warmUp().catch((cause: unknown) => log.warn('The tokenizer did not load.', { cause }));

  // Doors for traffic: open on loopback, by token elsewhere
  const isOpen = isLoopbackHost(host);
  const gateway = await startGatewayDoor({
    host,
    ...ports.gateway,
    access: isOpen ? 'open' : { token },
    exchange: {
      router: createRouter({ directory, simulated }),
      prices,
      telemetry,
      log,
      settings: { recordContent: config.recordContent },
      version: VERSION,
    },
    limits: { maxBytes: config.gatewayBodyBytes },
  });
  closers.push(() => gateway.close());
  const otlp = await openOtlpDoor({
    host,
    ...ports.otlp,
    telemetry,
    token: isOpen ? null : token,
    maxBodyBytes: config.otlpBodyBytes,
    allowedOrigins: config.otlpOrigins,
    log,
  });
  closers.push(() => otlp.close());
  const workload = createSampleWorkload({
    gatewayUrl: () => gateway.url,
    otlpUrl: () => otlp.url,
    token: isOpen ? null : token,
    log,
  });
  closers.push(() => workload.cancel());

  // The console's door
  const consoleDoor = await openConsoleDoor({
    host,
    ...ports.console,
    token,
    version: VERSION,
    allowedOrigins: [...allowedOrigins, ...config.consoleOrigins],
    consoleFolder: projectPath('out/renderer'),
    log,
    isReady: () => stopping === null,
    services: {
      telemetry,
      providers,
      simulation,
      workload,
      deployment: () =>
        describeDeployment({
          startedAt,
          dataDir,
          url: consoleDoor.url,
          gatewayUrl: gateway.url,
          otlpUrl: otlp.url,
          protection: secrets.protection,
          prices,
          retention,
          telemetry,
        }),
    },
  });
  closers.push(() => consoleDoor.close());
  log.info('The engine is ready.', {
    url: consoleDoor.url,
    gatewayUrl: gateway.url,
    otlpUrl: otlp.url,
    dataDir,
  });

  return {
    url: consoleDoor.url,
    gatewayUrl: gateway.url,
    otlpUrl: otlp.url,
    token,
    dataDir,
    workload,
    loginUrl: () => consoleDoor.loginUrl(),
    stop: () => (stopping ??= closeAll()),
  };
}
