import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../log.ts';
import { Indexer } from './indexer.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() } satisfies Log;
beforeEach(() => {
  vi.useFakeTimers();
  log.error.mockClear();
});
afterEach(() => void vi.useRealTimers());

it('starts the thread again when it ends by itself, later each time', async () => {
  let crash = (_: Error) => {};
  const close = vi.fn(async () => {});
  const start = vi.fn(async (onCrash: (error: Error) => void) => {
    crash = onCrash;
    return { close };
  });
  const indexer = new Indexer(start, log);
  await vi.advanceTimersByTimeAsync(0);
  crash(new Error('disk full'));
  expect(log.error).toHaveBeenCalledWith(
    expect.any(String),
    expect.objectContaining({ inSeconds: 1, cause: new Error('disk full') }),
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect(start).toHaveBeenCalledTimes(2);
  crash(new Error('disk full'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(start).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(start).toHaveBeenCalledTimes(3);
  await indexer.close();
  expect(close).toHaveBeenCalledOnce();
});

it('goes on trying when the thread cannot start, until it is closed', async () => {
  const start = vi.fn(() => Promise.reject(new Error('no such file')));
  const indexer = new Indexer(start, log);
  await vi.advanceTimersByTimeAsync(1000);
  expect(start).toHaveBeenCalledTimes(2);
  await indexer.close();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(start).toHaveBeenCalledTimes(2);
});
