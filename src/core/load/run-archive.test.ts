import { describe, expect, it } from 'vitest';
import type { LoadRun } from '../../shared/load/index.ts';
import type { LoadRunStore } from '../store/control/index.ts';
import { RunArchive } from './run-archive.ts';
import { finishedRun } from './testing/finished-run.ts';

type Row = Parameters<LoadRunStore['save']>[0];

function storeInMemory(): LoadRunStore & { readonly rows: Map<string, Row> } {
  const rows = new Map<string, Row>();
  return {
    rows,
    list: () =>
      Promise.resolve([...rows.values()].toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))),
    content: (id) => Promise.resolve(rows.get(id)?.content ?? null),
    save: (row) => Promise.resolve(void rows.set(row.id, row)),
    remove: (id) => Promise.resolve(void rows.delete(id)),
  };
}

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function runOf(number: number): LoadRun {
  return { ...finishedRun({}), id: `run-${number}`, startedAt: new Date(number * 1000).toISOString() };
}

describe('the archive of runs', () => {
  it('has them again after a restart, and says of one that was under way that it was interrupted', async () => {
    const store = storeInMemory();
    const finished = runOf(1);
    const before = await RunArchive.open(store, log);
    await before.begin({ ...runOf(1), state: 'running', measurement: null });
    await before.end(finished);
    await before.begin({ ...runOf(2), state: 'running', measurement: null });
    const after = await RunArchive.open(store, log);
    expect(after.list().map(({ id, state }) => [id, state])).toEqual([
      ['run-2', 'interrupted'],
      ['run-1', 'passed'],
    ]);
    expect(await after.read('run-1')).toEqual(finished);
    expect((await after.read('run-2')).measurement).toBeNull();
  });

  it('keeps the newest two hundred', async () => {
    const store = storeInMemory();
    const archive = await RunArchive.open(store, log);
    for (let number = 1; number <= 203; number++) await archive.end(runOf(number));
    expect(store.rows.size).toBe(200);
    expect(archive.list().at(-1)?.id).toBe('run-4');
    await expect(archive.read('run-3')).rejects.toThrow('no load test run-3');
    await archive.remove('run-4');
    expect(archive.list()).toHaveLength(199);
  });
});
