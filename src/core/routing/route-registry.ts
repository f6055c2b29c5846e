import { routeSchema, type NewRoute, type Route } from '../../shared/route.ts';
import type { Log } from '../log.ts';
import type { ControlStore } from '../store/control/index.ts';

interface Parts {
  readonly store: Pick<ControlStore, 'routes' | 'saveRoute' | 'removeRoute'>;
  readonly log: Log;
}

/** The user's routes: in memory for calls, in control.db over restarts. */
export class RouteRegistry {
  readonly #store: Parts['store'];
  readonly #routes = new Map<string, Route>();

  private constructor(store: Parts['store']) {
    this.#store = store;
  }

  /** A kept route that is not valid is logged and left out. */
  static async open({ store, log }: Parts): Promise<RouteRegistry> {
    const registry = new RouteRegistry(store);
    for (const { model, definition, updatedAt } of await store.routes()) {
      const kept = typeof definition === 'object' ? definition : {};
      const route = routeSchema.safeParse({ ...kept, model, updatedAt });
      if (route.success) registry.#routes.set(model, route.data);
      else log.warn('A kept route is not valid; it is not used.', { model, cause: route.error });
    }
    return registry;
  }

  /** By name. */
  list(): Route[] {
    return [...this.#routes.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
  }

  get(model: string): Route | undefined {
    return this.#routes.get(model);
  }

  /** Adds a route or replaces the one of its name, for the next call on. */
  async save(given: NewRoute, actor = 'operator'): Promise<Route> {
    const route: Route = { ...given, updatedAt: new Date().toISOString() };
    const { model, updatedAt, ...definition } = route;
    await this.#store.saveRoute({ model, definition, updatedAt }, { actor, detail: definition });
    this.#routes.set(model, route);
    return route;
  }

  /** @throws SignalboxError ROUTE_NOT_FOUND */
  async remove(model: string, actor = 'operator'): Promise<void> {
    await this.#store.removeRoute(model, { actor });
    this.#routes.delete(model);
  }
}
