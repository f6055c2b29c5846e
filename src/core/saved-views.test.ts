import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewView } from '../shared/saved-view.ts';
import { createSavedViews } from './saved-views.ts';
import { openControlStore, type ControlStore } from './store/control/index.ts';

const VIEW: NewView = {
  name: 'Dear and broken',
  filter: 'status:error cost:>$0.01',
  sort: 'cost',
  order: 'desc',
  range: { kind: 'last', key: '24h' },
  columns: { order: ['name', 'cost'], sizes: { name: 300 }, visibility: { user: true } },
};

let dataDir: string;
let store: ControlStore;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-views-'));
  store = await openControlStore({ dataDir });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

describe('saved views', () => {
  it('are added, changed, listed by name and removed, each in the audit log', async () => {
    const views = createSavedViews(store);
    const added = await views.add(VIEW, 'ana');
    await views.add({ ...VIEW, name: 'all', columns: null }, 'ana');
    expect((await views.list()).map(({ name }) => name)).toEqual(['all', 'Dear and broken']);
    const changed = await views.change(added.id, { ...VIEW, name: 'dear', sort: 'start' }, 'ben');
    expect(changed).toMatchObject({ id: added.id, createdAt: added.createdAt, name: 'dear', sort: 'start' });
    expect((await views.list())[1]).toEqual(changed);
    await views.remove(added.id, 'ben');
    expect(await views.list()).toHaveLength(1);
    const events = await store.eventLogs(10);
    expect(events.map(({ action, subject, actor }) => `${actor} ${action} ${subject}`)).toEqual([
      'ben view.remove dear',
      'ben view.change dear',
      'ana view.add all',
      'ana view.add Dear and broken',
    ]);
  });

  it('have names of their own, and must be there to be changed', async () => {
    const views = createSavedViews(store);
    const { id } = await views.add(VIEW, 'ana');
    await expect(views.add(VIEW, 'ana')).rejects.toMatchObject({ code: 'VIEW_EXISTS' });
    await expect(views.change(id, VIEW, 'ana')).resolves.toMatchObject({ name: VIEW.name });
    await views.add({ ...VIEW, name: 'other' }, 'ana');
    await expect(views.change(id, { ...VIEW, name: 'other' }, 'ana')).rejects.toMatchObject({
      code: 'VIEW_EXISTS',
    });
    await expect(views.change('none', VIEW, 'ana')).rejects.toMatchObject({ code: 'VIEW_NOT_FOUND' });
    await expect(views.remove('none', 'ana')).rejects.toMatchObject({ code: 'VIEW_NOT_FOUND' });
  });
});
