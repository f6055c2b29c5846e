import { SignalboxError } from '../../shared/errors.ts';
import type { Upstream } from '../providers/index.ts';

/** One provider and model pair that answers a call. */
export interface Target {
  readonly upstream: Upstream;
  /** The model by the upstream's own name. */
  readonly model: string;
  readonly reason: string;
}

export interface ModelEntry {
  readonly id: string;
  readonly ownedBy: string;
}

export interface Router {
  /** @throws SignalboxError MODEL_NOT_FOUND */
  resolve(model: string): Target;
  /** Every model that a call may name, bare names first. */
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
}

/**
 * `NAME/model` goes to the provider of that name; a bare model (which may hold slashes of its own) to the first of
 * the user's providers that lists it, else to the simulated provider.
 */
export function createRouter({ directory, simulated }: Providers): Router {
  const named = (name: string) => (name === simulated.provider ? simulated : directory.get(name));
  return {
    resolve(model) {
      const slash = model.indexOf('/');
      const upstream = slash === -1 ? undefined : named(model.slice(0, slash));
      if (upstream !== undefined) {
        const rest = model.slice(slash + 1);
        const known = upstream === simulated ? simulated.models().includes(rest) : rest !== '';
        if (known) {
          return { upstream, model: rest, reason: `${upstream.provider} is named in the model` };
        }
      }
      const lister = directory.withModel(model);
      if (lister !== undefined)
        return { upstream: lister, model, reason: `${lister.provider} lists the model` };
      if (simulated.models().includes(model)) {
        return { upstream: simulated, model, reason: 'the model is simulated' };
      }
      throw new SignalboxError('MODEL_NOT_FOUND', { model, param: 'model' });
    },
    models() {
      const owners = new Map<string, string>();
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
}
