import { join } from 'node:path';
import { SignalboxError } from '../shared/errors.ts';
import type { NewRoute } from '../shared/route.ts';
import type { Config } from './config.ts';
import { LivePrices, SpendToday } from './cost/index.ts';
import { describeDeployment } from './deployment.ts';
import { isLoopbackHost } from './http/access.ts';
import { FlagRegistry } from './flags/index.ts';
import { openConsoleDoor } from './http/console/console-door.ts';
import type { SimilarityAdministration } from './http/console/services.ts';
import { newSecret } from './http/console/sessions.ts';
import { startGatewayDoor } from './http/gateway/index.ts';
import { openOtlpDoor } from './http/otlp/otlp-door.ts';
import { AbuseDetector, GuardRegistry, GuardrailsAiClient } from './guardrails/index.ts';
import { Limits, RuleLimits } from './limits/index.ts';
import type { Log } from './log.ts';
import { createPriceAdministration } from './price-administration.ts';
import { ProviderRegistry, SimulatedProvider, UpstreamDirectory } from './providers/index.ts';
import { projectPath } from './resources.ts';
import { IdempotentAnswers, RecentOutcomes, Resilience } from './resilience/index.ts';
import { Backtests, type ChosenTarget } from './policy/backtest/index.ts';
import { PolicyRegistry } from './policy/index.ts';
import { RouteRegistry, createRouter } from './routing/index.ts';
import { openSecretBox } from './secrets/index.ts';
import { createSavedViews } from './saved-views.ts';
import { createSimulationSettings } from './simulation-settings.ts';
import { Similarity, similarPrompts } from './similarity/index.ts';
import { openControlStore } from './store/control/index.ts';
import { lockDataDirectory } from './store/index.ts';
import { openTelemetry, TraceExports } from './telemetry/index.ts';
import { AccessGate, KeyRegistry } from './tenants/index.ts';
import { userConfigDirectory } from './user-directories.ts';
import { VERSION } from './version.ts';
import { createSampleWorkload, type SampleWorkload } from './workload/index.ts';

export interface EngineOptions {
  config: Config;
  log: Log;
  /** Origins of consoles besides the engine's own, such as the desktop's. */
  allowedOrigins?: readonly string[];
  /** Called when a part has failed that the engine cannot do without. What was acknowledged is stored; end the process. */
  onCrash?: ((error: Error) => void) | undefined;
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

/** Registers how a part is closed again; the last to be built is the first to be closed. */
type OnClose = (close: () => Promise<void> | void) => void;

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
    const consoleDoor = await openConsole(
      options,
      { ...stores, ...providers, ...tenants, ...traffic, token, isReady: () => stopping === null },
      onClose,
    );
    return {
      url: consoleDoor.url,
      gatewayUrl: traffic.gateway.url,
      otlpUrl: traffic.otlp.url,
      token,
      dataDir: options.config.dataDir,
      workload: traffic.workload,
      loginUrl: () => consoleDoor.loginUrl(),
      stop: () => (stopping ??= closeAll()),
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openStores({ config, log, onCrash }: EngineOptions, onClose: OnClose) {
  const { dataDir } = config;
  const lock = lockDataDirectory(dataDir);
  onClose(() => lock.release());
  const prices = new LivePrices({ dataDir, overridesPath: config.prices });
  const retention = { maxAgeDays: config.retentionDays, maxBytes: config.retentionBytes };
  const queueBytes = config.ingestQueueBytes;
  const telemetry = await openTelemetry({
    dataDir,
    log,
    retention,
    queueBytes,
    cataloguePath: config.prices,
    queryMilliseconds: config.queryTimeout * 1000,
    onCrash,
  });
  onClose(() => telemetry.stop());
  const control = await openControlStore({ dataDir, onCrash });
  onClose(() => control.close());
  const similarity = await Similarity.open({
    store: control,
    telemetryPath: join(dataDir, 'telemetry.db'),
    keepsFingerprints: config.recordContent,
    log,
  });
  onClose(() => similarity.close());
  return { prices, retention, telemetry, control, similarity };
}
type Stores = Awaited<ReturnType<typeof openStores>>;

async function openProviders({ config, log }: EngineOptions, { control }: Stores, onClose: OnClose) {
  const secrets = await openSecretBox({
    dataDir: config.dataDir,
    configDir: userConfigDirectory(process.env),
    keychainService: 'signalbox',
    keyFile: config.keyFile,
    passphrase: config.passphrase,
    createKeyFile: config.createKeyFile,
  });
  const providers = await ProviderRegistry.open({ store: control, secrets, log });
  const simulated = new SimulatedProvider();
  const simulation = await createSimulationSettings(simulated, control, log);
  void simulated.warmUp().catch((cause: unknown) => log.warn('The tokenizer did not load.', { cause }));
  const directory = new UpstreamDirectory({ source: providers, log });
  onClose(() => directory.close());
  const registry = await RouteRegistry.open({ store: control, log });
  const router = createRouter({ directory, simulated, routes: registry });
  const resilience = new Resilience();
  return {
    protection: secrets.protection,
    providers,
    simulation,
    router,
    resilience,
    routes: {
      list: () => registry.list(),
      models: () => router.models(),
      health: () => resilience.health(),
      save: (route: NewRoute, actor: string) => registry.save(route, actor),
      remove: (model: string, actor: string) => registry.remove(model, actor),
    },
  };
}
type Providers = Awaited<ReturnType<typeof openProviders>>;

async function openTenants(
  { config, log }: EngineOptions,
  { control, telemetry, token }: Stores & { token: string },
  onClose: OnClose,
) {
  const keys = await KeyRegistry.open({ store: control, log });
  onClose(() => keys.close());
  const canBeOpen = isLoopbackHost(config.host);
  const access = await AccessGate.open({ keys, store: control, token, canBeOpen });
  const flags = await FlagRegistry.open({ store: control, kind: canBeOpen ? 'sandbox' : 'deployment' });
  const limits = await Limits.open({ store: control, log, redisUrl: config.redisUrl ?? null });
  onClose(() => limits.close());
  const policies = await PolicyRegistry.open({ store: control, queries: telemetry.queries });
  const guardrailsAi = new GuardrailsAiClient();
  onClose(() => guardrailsAi.close());
  const abuse = new AbuseDetector((cause) => log.error('Texts cannot be judged for abuse.', { cause }));
  onClose(() => abuse.close());
  const guards = await GuardRegistry.open({ store: control, log, services: { guardrailsAi, abuse } });
  return { keys, access, flags, limits, policies, guards };
}
type Tenants = Awaited<ReturnType<typeof openTenants>>;

/** What was spent today before this start, from the cost rollups. Without them, rules see what is spent from now on. */
async function spendSoFar({ queries }: Stores['telemetry'], log: Log): Promise<SpendToday> {
  const spend = new SpendToday();
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const to = new Date(now.getTime() + 60_000);
  const range = { from: from.toISOString(), to: to.toISOString(), buckets: 1 };
  const seed = async (by: 'org' | 'workspace' | 'user') => {
    const { rows } = await queries.costs({ by, ...range });
    for (const { name, costNanos } of rows) spend.seed(from.getTime(), by, name, BigInt(costNanos ?? 0));
  };
  try {
    await Promise.all([seed('org'), seed('workspace'), seed('user')]);
  } catch (cause) {
    log.warn('What was spent today is not known; rules see what is spent from now on.', { cause });
  }
  return spend;
}

/** Where applications come in. */
async function openTrafficDoors(
  { config, log }: EngineOptions,
  {
    prices,
    telemetry,
    router,
    resilience,
    access,
    flags,
    limits,
    policies,
    guards,
    similarity,
    token,
  }: Stores & Providers & Tenants & { token: string },
  onClose: OnClose,
) {
  const { host, ports, recordContent } = config;
  const gateway = await startGatewayDoor({
    host,
    ...ports.gateway,
    access,
    exchange: {
      router,
      resilience,
      idempotentAnswers: new IdempotentAnswers(),
      prices,
      telemetry,
      flags,
      limits,
      guardrails: guards,
      similarity,
      policies,
      ruleLimits: new RuleLimits(),
      spend: await spendSoFar(telemetry, log),
      outcomes: new RecentOutcomes(),
      regionOf: (provider) => guards.regionOf(provider),
      log,
      settings: { recordContent },
      version: VERSION,
    },
    allowedOrigins: config.gatewayOrigins,
    limits: { maxBytes: config.gatewayBodyBytes },
  });
  onClose(() => gateway.close());
  const otlp = await openOtlpDoor({
    host,
    ...ports.otlp,
    telemetry,
    access,
    maxBodyBytes: config.otlpBodyBytes,
    allowedOrigins: config.otlpOrigins,
    log,
  });
  onClose(() => otlp.close());
  const workload = createSampleWorkload({
    gatewayUrl: () => gateway.url,
    otlpUrl: () => otlp.url,
    token,
    log,
  });
  onClose(() => workload.cancel());
  return { gateway, otlp, workload };
}
type TrafficDoors = Awaited<ReturnType<typeof openTrafficDoors>>;

async function openConsole(
  { config, log, allowedOrigins = [] }: EngineOptions,
  parts: Stores & Providers & Tenants & TrafficDoors & { token: string; isReady: () => boolean },
  onClose: OnClose,
) {
  const startedAt = new Date();
  const exports = new TraceExports({ dataDir: config.dataDir });
  const backtests = new Backtests({
    dataDir: config.dataDir,
    cataloguePath: config.prices,
    published: () => parts.policies.published(),
    targetOf: (name) => targetOf(parts.router, name),
    log,
  });
  onClose(() => backtests.close());
  const {
    telemetry,
    providers,
    keys,
    access,
    flags,
    limits,
    routes,
    simulation,
    workload,
    gateway,
    otlp,
    protection,
    prices,
    retention,
  } = parts;
  const door = await openConsoleDoor({
    host: config.host,
    ...config.ports.console,
    token: parts.token,
    version: VERSION,
    allowedOrigins: [...allowedOrigins, ...config.consoleOrigins],
    consoleFolder: projectPath('out/renderer'),
    log,
    isReady: parts.isReady,
    services: {
      telemetry,
      exports,
      backtests,
      prices: createPriceAdministration(prices, telemetry, parts.control),
      providers,
      keys,
      access,
      flags,
      limits,
      routes,
      views: createSavedViews(parts.control),
      policies: parts.policies,
      guards: parts.guards,
      similarity: similarityAdministration(parts),
      simulation,
      workload,
      deployment: () =>
        describeDeployment({
          startedAt,
          dataDir: config.dataDir,
          urls: { url: door.url, gatewayUrl: gateway.url, otlpUrl: otlp.url },
          protection,
          prices,
          retention,
          telemetry,
        }),
    },
  });
  onClose(() => door.close());
  // Before the door, which waits for the downloads that are under way.
  onClose(() => exports.close());
  log.debug('The engine is ready.', { url: door.url, gatewayUrl: gateway.url, otlpUrl: otlp.url });
  return door;
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
