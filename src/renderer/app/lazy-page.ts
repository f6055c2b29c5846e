import { LazyRoute, type AnyRoute, type RouteComponent } from '@tanstack/react-router';
import { EngineProblem } from '../lib/engine-fetch.ts';

/** After an update the pages have other names than those that an open console knows. */
const CONSOLE_OUTDATED = {
  code: 'CONSOLE_OUTDATED',
  message: 'Signalbox was updated while this console was open, and its pages of before are gone.',
  action: 'Reload the console.',
  retryable: true,
};

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
      throw new EngineProblem((await wasUpdated()) ? CONSOLE_OUTDATED : null, { cause });
    }
  };
}

/** Whether asking again for a page needs more than the connection. */
export function isOutdated(error: unknown): boolean {
  return error instanceof EngineProblem && error.problem?.code === CONSOLE_OUTDATED.code;
}

/** Whether the page that is served now begins with another script than this one did. */
async function wasUpdated(): Promise<boolean> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? '';
  const served = await fetch('/', { cache: 'no-store' }).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  );
  return served !== null && !served.includes(own);
}
