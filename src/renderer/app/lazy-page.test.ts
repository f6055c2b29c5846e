import { describe, expect, it, vi } from 'vitest';
import { problemOf } from '../lib/problem.ts';
import { isOutdated, lazyPage } from './lazy-page.ts';

const gone = lazyPage(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')));

async function failureOf(load: () => Promise<unknown>): Promise<unknown> {
  return await load().then(
    () => null,
    (error: unknown) => error,
  );
}

/** This page's own script, and the page that is served now. */
function stubPages(own: string, served: string | null): void {
  vi.stubGlobal('document', { querySelector: () => ({ getAttribute: () => own }) });
  vi.stubGlobal('fetch', () =>
    served === null
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(new Response(served)),
  );
}

describe('a page whose code cannot be fetched', () => {
  it('asks for a reload where another console is served: it was updated', async () => {
    stubPages('/assets/index-1.js', '<script type="module" src="/assets/index-2.js"></script>');
    const failure = await failureOf(gone);
    expect(problemOf(failure)).toMatchObject({ code: 'CONSOLE_OUTDATED', action: 'Reload the console.' });
    expect(isOutdated(failure)).toBe(true);
  });

  it.each([
    ['nothing is served', null],
    ['the same console is served', '<script type="module" src="/assets/index-1.js"></script>'],
  ])('says that the connection is lost where %s', async (_where, served) => {
    stubPages('/assets/index-1.js', served);
    const failure = await failureOf(gone);
    expect(problemOf(failure).code).toBe('CONNECTION_LOST');
    expect(isOutdated(failure)).toBe(false);
  });
});
