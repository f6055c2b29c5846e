import { SignalboxError } from '../../shared/errors.ts';
import {
  DEFAULT_CALL_TIMEOUTS,
  DEFAULT_RETRY,
  type CallTimeouts,
  type RetrySettings,
  type Route,
} from '../../shared/route.ts';
import type { Upstream } from '../providers/index.ts';
import { targetOrder } from './target-order.ts';

/** One provider and model pair that answers a call. */
export interface Target {
  /** `PROVIDER/MODEL` */
  readonly name: string;
  readonly upstream: Upstream;
  /** The model by the upstream's own name. */
  readonly model: string;
  readonly reason: string;
}

/** Who is to answer a call, and how hard to try. */
export interface CallPlan {
  /** The route that the caller named; null: a model itself. */
  readonly route: string | null;
  /** In the order in which they are tried; at least one. */
  readonly targets: readonly [Target, ...Target[]];
  readonly retry: RetrySettings;
  readonly timeouts: CallTimeouts;
}

export interface ModelEntry {
  readonly id: string;
  readonly ownedBy: string;
}

export interface Router {
  /** @throws SignalboxError MODEL_NOT_FOUND */
  resolve(model: string): Target;
  /**
   * A route of this name goes before a model of this name.
   * @throws SignalboxError MODEL_NOT_FOUND, ROUTE_WITHOUT_TARGET
   */
  plan(model: string): CallPlan;
  /** Every name that a call may give: routes, then bare models, then those with their provider. */
  models(): ModelEntry[];
}

interface Providers {
  /** The user's upstreams. */
  readonly directory: {
    get(name: string): Upstream | undefined;
    withModel(model: string): Upstream | undefined;
    models(): readonly { provider: string; model: string }[];
  };
  readonly simulated: Upstream & { models(): readonly string[] };
  /** The user's routes. */
  readonly routes?: { get(model: string): Route | undefined; list(): readonly Route[] };
  /** From 0 up to, but not, 1. */
  readonly random?: () => number;
}

/**
 * `NAME/model` goes to the provider of that name; a bare model (which may hold slashes of its own) to the first of
 * the user's providers that lists it, else to the simulated provider.
 */
export function createRouter({ directory, simulated, routes, random = Math.random }: Providers): Router {
  const named = (name: string) => (name === simulated.provider ? simulated : directory.get(name));
  const known = (upstream: Upstream, model: string) =>
    upstream === simulated ? simulated.models().includes(model) : model !== '';
  const target = (upstream: Upstream, model: string, reason: string): Target => ({
    name: `${upstream.provider}/${model}`,
    upstream,
    model,
    reason,
  });
  const routeTargets = (route: Route): Target[] =>
    targetOrder(route.targets, random).flatMap(({ provider, model, rank }) => {
      const upstream = named(provider);
      if (upstream === undefined || !known(upstream, model)) return [];
      return [target(upstream, model, `rank ${rank} of the route ${route.model}`)];
    });
  const router: Router = {
    plan(model) {
      const route = routes?.get(model);
      if (route === undefined) {
        const targets: CallPlan['targets'] = [router.resolve(model)];
        return { route: null, targets, retry: DEFAULT_RETRY, timeouts: DEFAULT_CALL_TIMEOUTS };
      }
      const [first, ...others] = routeTargets(route);
      if (first === undefined) throw new SignalboxError('ROUTE_WITHOUT_TARGET', { model, param: 'model' });
      return { route: model, targets: [first, ...others], retry: route.retry, timeouts: route.timeouts };
    },
    resolve(model) {
      const slash = model.indexOf('/');
      const upstream = slash === -1 ? undefined : named(model.slice(0, slash));
      if (upstream !== undefined) {
        const rest = model.slice(slash + 1);
        if (known(upstream, rest))
          return target(upstream, rest, `${upstream.provider} is named in the model`);
      }
      const lister = directory.withModel(model);
      if (lister !== undefined) return target(lister, model, `${lister.provider} lists the model`);
      if (simulated.models().includes(model)) {
        return target(simulated, model, 'the model is simulated');
      }
      throw new SignalboxError('MODEL_NOT_FOUND', { model, param: 'model' });
    },
    models() {
      const owners = new Map(routes?.list().map((route) => [route.model, 'route']));
      const listed = directory.models();
      for (const { provider, model } of listed) if (!owners.has(model)) owners.set(model, provider);
      for (const model of simulated.models()) if (!owners.has(model)) owners.set(model, simulated.provider);
      const bare = [...owners].map(([id, ownedBy]) => ({ id, ownedBy }));
      return [
        ...bare,
        ...listed.map(({ provider, model }) => ({ id: `${provider}/${model}`, ownedBy: provider })),
      ];
    },
  };
  return router;
}
