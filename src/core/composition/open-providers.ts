import type { NewRoute } from '../../shared/route.ts';
import { ProviderRegistry, SimulatedProvider, UpstreamDirectory } from '../providers/index.ts';
import { Resilience } from '../resilience/index.ts';
import { RouteRegistry, createRouter } from '../routing/index.ts';
import { openSecretBox } from '../secrets/index.ts';
import { createSimulationSettings } from '../simulation-settings.ts';
import { userConfigDirectory } from '../user-directories.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Stores } from './open-stores.ts';

/** Who calls the simulated models sooner waits 0.2 s for the tokenizer, once. */
const WARM_UP_AFTER_MS = 2_000;

export async function openProviders({ config, log }: EngineOptions, { control }: Stores, onClose: OnClose) {
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
  // Not at once: the start of the engine and its first page need the processor more.
  const warmUp = setTimeout(() => {
    simulated.warmUp().catch((cause: unknown) => log.warn('The tokenizer did not load.', { cause }));
  }, WARM_UP_AFTER_MS);
  onClose(() => clearTimeout(warmUp));
  const directory = new UpstreamDirectory({ source: providers, log });
  onClose(() => directory.close());
  const registry = await RouteRegistry.open({ store: control, log });
  const router = createRouter({ directory, simulated, routes: registry });
  const resilience = new Resilience();
  return {
    secrets,
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
export type Providers = Awaited<ReturnType<typeof openProviders>>;
