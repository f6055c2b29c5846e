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

describe('a page whose code cannot be fetched', () => {
  it('asks for a reload where the console itself is served: it was updated', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 200 })));
    const failure = await failureOf(gone);
    expect(problemOf(failure)).toMatchObject({ code: 'CONSOLE_OUTDATED', action: 'Reload the console.' });
    expect(isOutdated(failure)).toBe(true);
  });

  it('says that the connection is lost where nothing is served', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const failure = await failureOf(gone);
    expect(problemOf(failure).code).toBe('CONNECTION_LOST');
    expect(isOutdated(failure)).toBe(false);
  });
});
