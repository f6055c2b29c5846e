import { LazyRoute, type AnyRoute, type RouteComponent } from '@tanstack/react-router';
import { EngineProblem } from '../lib/engine-fetch.ts';

/**
 * The code of a page, fetched when the page is first opened. Until it is there, the page before stays. Where it cannot be
 * fetched, the page says so, and asks again for it when it is tried again.
 */
export function lazyPage<TRoute extends AnyRoute>(
  load: () => Promise<RouteComponent>,
): () => Promise<LazyRoute<TRoute>> {
  return async () => {
    try {
      // The route that takes it has its id already.
      return new LazyRoute<TRoute>({ id: '', component: await load() });
    } catch (cause) {
      throw new EngineProblem(null, { cause });
    }
  };
}
