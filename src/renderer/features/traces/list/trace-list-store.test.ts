import { describe, expect, it, vi } from 'vitest';
import type { ListedTrace } from '../../../../shared/trace-list.ts';
import { createTraceList, MAX_COUNTED, type TraceListOptions } from './trace-list-store.ts';
import { loadedRows, rowAt } from './trace-segments.ts';

function trace(key: number): ListedTrace {
  return {
    position: `${key}.${key}`,
    traceId: key.toString(16).padStart(32, '0'),
    name: `trace ${key}`,
    service: 'shop',
    startTime: new Date(1_700_000_000_000 + key).toISOString(),
    durationMs: 1,
    spanCount: 1,
    errorCount: 0,
    status: 'ok',
    provider: null,
    model: null,
    callCount: 0,
    inputTokens: null,
    outputTokens: null,
    costNanos: null,
    costUsd: null,
    unpricedCalls: 0,
    sessionId: null,
    userId: null,
  };
}

const keyOf = (position: string | null, otherwise: number) =>
  position === null ? otherwise : Number.parseInt(position, 10);

/** An engine with the traces `count`..1, newest first. */
function askOf(count: number): TraceListOptions['ask'] {
  return ({ after, before, offset, limit, fromEnd }) => {
    const first = keyOf(after, count + 1) - 1;
    const last = keyOf(before, 0) + 1;
    const keys = Array.from({ length: Math.max(0, first - last + 1) }, (_, index) => first - index);
    return Promise.resolve((fromEnd ? keys.slice(-limit) : keys.slice(offset, offset + limit)).map(trace));
  };
}

async function listOf(ask: TraceListOptions['ask'], total = 5000) {
  const list = createTraceList({ order: 'desc', ask });
  list.setTotal(total);
  list.start();
  await vi.waitFor(() => expect(list.store.getState().status).not.toBe('loading'), 60_000);
  return list;
}

const batch = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => trace(from + index));

describe('the list of traces', () => {
  it('fetches what comes into sight', async () => {
    const ask = vi.fn(askOf(5000));
    const list = await listOf(ask);
    expect(rowAt(list.store.getState().segments, 0)?.name).toBe('trace 5000');
    list.look(3000, 3030);
    await vi.waitFor(
      () => expect(rowAt(list.store.getState().segments, 3030)?.name).toBe('trace 1970'),
      60_000,
    );
    list.look(4970, 4999);
    await vi.waitFor(() => expect(rowAt(list.store.getState().segments, 4999)?.name).toBe('trace 1'), 60_000);
    const asked = ask.mock.calls.length;
    list.look(4970, 4999);
    expect(ask).toHaveBeenCalledTimes(asked);
  });

  it('follows what comes, in bounded memory, however much it is', async () => {
    const list = await listOf(askOf(5000));
    list.look(0, 30);
    for (let from = 5001; from < 35_000; from += 500) list.hold(batch(from, 500));
    const { segments, fresh } = list.store.getState();
    expect(rowAt(segments, 0)?.name).toBe('trace 35000');
    expect(loadedRows(segments).length).toBeLessThan(1500);
    expect(fresh.size).toBe(500);
  });

  it('stands still while paused, counts what came, and goes on with it', async () => {
    const list = await listOf(askOf(5000));
    list.togglePause();
    list.hold(batch(5001, 300));
    list.hold(batch(5001, 300));
    expect(list.store.getState()).toMatchObject({ isPaused: true, newCount: 300 });
    expect(rowAt(list.store.getState().segments, 0)?.name).toBe('trace 5000');
    list.togglePause();
    expect(list.store.getState()).toMatchObject({ isPaused: false, newCount: 0 });
    expect(rowAt(list.store.getState().segments, 0)?.name).toBe('trace 5300');
  });

  it('asks anew after more came while paused than it holds', async () => {
    let newest = 5000;
    const list = await listOf((part, beginning, signal) => askOf(newest)(part, beginning, signal));
    list.togglePause();
    for (; newest < 15_000; newest += 500) list.hold(batch(newest + 1, 500));
    expect(list.store.getState().newCount).toBe(10_000);
    expect(list.store.getState().newCount).toBeLessThan(MAX_COUNTED);
    list.togglePause();
    await vi.waitFor(
      () => expect(rowAt(list.store.getState().segments, 0)?.name).toBe('trace 15000'),
      60_000,
    );
  });

  it('says why it could not be loaded, and tries again when told to', async () => {
    const ask = vi.fn(askOf(10)).mockRejectedValueOnce(new Error('too slow'));
    const list = await listOf(ask);
    expect(list.store.getState()).toMatchObject({ status: 'failed', problem: new Error('too slow') });
    list.refresh();
    await vi.waitFor(() => expect(list.store.getState().status).toBe('ready'), 60_000);
    expect(loadedRows(list.store.getState().segments)).toHaveLength(10);
  });

  it('keeps what it has when a later part cannot be loaded', async () => {
    const ask = vi.fn(askOf(5000));
    const list = await listOf(ask);
    ask.mockRejectedValueOnce(new Error('too slow'));
    list.look(3000, 3030);
    await vi.waitFor(() => expect(list.store.getState().problem).not.toBeNull(), 60_000);
    expect(list.store.getState().status).toBe('ready');
    expect(rowAt(list.store.getState().segments, 0)?.name).toBe('trace 5000');
  });

  it('knows the traces between two rows, also those that are not here', async () => {
    const list = await listOf(askOf(5000));
    const ids = await list.between(trace(1000), trace(4000), 10_000);
    expect(ids).toHaveLength(3001);
    expect(ids[0]).toBe(trace(4000).traceId);
    expect(await list.between(trace(7), trace(7), 10)).toEqual([trace(7).traceId]);
  });
});
