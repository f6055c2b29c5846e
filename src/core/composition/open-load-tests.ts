import { SignalboxError } from '../../shared/errors.ts';
import { isLoopbackUrl } from '../../shared/load/index.ts';
import { NO_USAGE } from '../../shared/usage.ts';
import { LoadTests, RunArchive, type FindAnswerer } from '../load/index.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';
import type { TrafficDoors } from './open-traffic-doors.ts';

const NANOS_PER_MS = 1_000_000n;

/** Load tests, after the gateway that they load. */
export async function openLoadTests(
  { log }: EngineOptions,
  parts: Stores & Providers & TrafficDoors & { token: string },
  onClose: OnClose,
) {
  const { control, gateway, token, telemetry } = parts;
  const loadTests = new LoadTests({
    archive: await RunArchive.open(control.loadRuns, log),
    gatewayUrl: () => gateway.url,
    token,
    queries: telemetry.queries,
    findAnswerer: answererFinder(parts),
    log,
  });
  onClose(() => loadTests.close());
  return { loadTests };
}
export type OpenLoadTests = Awaited<ReturnType<typeof openLoadTests>>;

/** Who would answer, by the routes as they are; of several targets the first decides what it costs. */
function answererFinder({ router, prices }: Providers & Stores): FindAnswerer {
  return (name) => {
    try {
      const { targets } = router.plan(name);
      const [{ upstream, model }] = targets;
      const isPaid = targets.some(({ upstream: { simulated, url } }) => !simulated && !isLoopbackUrl(url));
      return {
        provider: upstream.provider,
        isPaid,
        price: (input, output) => {
          const cost = prices.price({
            provider: upstream.provider,
            model,
            usage: { ...NO_USAGE, input, output },
            atUnixNano: BigInt(Date.now()) * NANOS_PER_MS,
            priceAs: upstream.priceOf?.(model) ?? null,
          });
          return cost === null ? null : BigInt(cost.total);
        },
      };
    } catch (error) {
      if (error instanceof SignalboxError) return null;
      throw error;
    }
  };
}
