import { describe, expect, it, vi } from 'vitest';
import { ThreadClient, type ThreadOptions } from './client.ts';
import type { FragileOperations } from './testing/fragile-thread.ts';

function start(options: Partial<ThreadOptions> = {}): Promise<ThreadClient<FragileOperations>> {
  return ThreadClient.start<FragileOperations>({
    entry: new URL('./testing/fragile-thread.ts', import.meta.url),
    name: 'fragile',
    workerData: {},
    ...options,
  });
}

describe('ThreadClient', () => {
  it('gives answers and failures back to who asked', async () => {
    const thread = await start();
    await expect(thread.call('double', 21)).resolves.toBe(42);
    await expect(thread.call('refuse', undefined)).rejects.toMatchObject({ code: 'PROVIDER_EXISTS' });
    await thread.close();
  });

  it('does not start when the thread cannot be used, or ends before it can', async () => {
    await expect(start({ workerData: { atStart: 'throw' } })).rejects.toThrow('cannot start');
    await expect(start({ workerData: { atStart: 'exit' } })).rejects.toThrow('ended before it was ready');
  });

  it('tells of a crash once, fails what waits, and takes nothing more', async () => {
    const onCrash = vi.fn();
    const thread = await start({ onCrash });
    const waiting = thread.call('wait', undefined);
    void thread.call('crash', undefined).catch(() => undefined);
    await expect(waiting).rejects.toThrow('broken beyond repair');
    await vi.waitFor(() => expect(onCrash).toHaveBeenCalledOnce(), 60_000);
    await expect(thread.call('double', 1)).rejects.toThrow('broken beyond repair');
    await thread.close();
  });

  it('gives up a call that runs, and one that waits behind it, and goes on with the next', async () => {
    const thread = await start();
    const [running, waiting, before] = [new AbortController(), new AbortController(), AbortSignal.abort()];
    const spinning = thread.call('spin', undefined, { signal: running.signal });
    const queued = thread.call('spin', undefined, { signal: waiting.signal });
    const next = thread.call('double', 4, { signal: new AbortController().signal });
    await expect(thread.call('double', 1, { signal: before })).rejects.toMatchObject({
      code: 'QUERY_CANCELLED',
    });
    waiting.abort();
    running.abort();
    await expect(spinning).rejects.toMatchObject({ code: 'QUERY_CANCELLED' });
    await expect(queued).rejects.toMatchObject({ code: 'QUERY_CANCELLED' });
    await expect(next).resolves.toBe(8);
    expect(thread.pending).toBe(0);
    await thread.close();
  });

  it('tells of no crash when it was closed', async () => {
    const onCrash = vi.fn();
    const thread = await start({ onCrash });
    await thread.close();
    await expect(thread.call('double', 1)).rejects.toThrow('has ended');
    expect(onCrash).not.toHaveBeenCalled();
  });
});
