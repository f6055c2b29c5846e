import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboardModelSchema, type DashboardModel } from '../../shared/dashboard/index.ts';
import { createLogger } from '../log.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { Annotations, DashboardRegistry, readShippedDashboards } from './index.ts';

let dataDir: string;
let store: ControlStore;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-dashboards-'));
  store = await openControlStore({ dataDir });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const log = createLogger('error', () => undefined);
const open = () => DashboardRegistry.open({ store, log, readShipped: () => readShippedDashboards() });
const model = (title: string): DashboardModel =>
  dashboardModelSchema.parse({ schemaVersion: 1, title, panels: [] });

describe('the dashboards', () => {
  it('are saved by version, and refused when another version came between', async () => {
    const registry = await open();
    const made = await registry.create(model('Mine'), 'first', 'console');
    expect(made).toMatchObject({ version: 1, shipped: false, updatedBy: 'console' });
    const save = { model: model('Mine, better'), baseVersion: 1, message: 'better' };
    expect(await registry.save(made.id, save, 'key')).toMatchObject({ version: 2, updatedBy: 'key' });
    await expect(registry.save(made.id, save, 'late')).rejects.toMatchObject({ code: 'DASHBOARD_CHANGED' });
    expect(await registry.versions(made.id)).toMatchObject([
      { version: 2, message: 'better' },
      { version: 1, message: 'first' },
    ]);
    expect(await registry.restore(made.id, 1, 2, 'console')).toMatchObject({
      version: 3,
      model: { title: 'Mine' },
    });
    await expect(registry.version(made.id, 9)).rejects.toMatchObject({ code: 'DASHBOARD_VERSION_NOT_FOUND' });
    expect((await open()).get(made.id)).toEqual(registry.get(made.id));
    await registry.remove(made.id, 'console');
    expect(() => registry.get(made.id)).toThrow(expect.objectContaining({ code: 'DASHBOARD_NOT_FOUND' }));
    const actions = (await store.eventLogs(5)).map(({ action }) => action);
    expect(actions.slice(0, 4)).toEqual([
      'dashboard.remove',
      'dashboard.save',
      'dashboard.save',
      'dashboard.add',
    ]);
  });

  it('that are shipped are duplicated, never changed', async () => {
    const registry = await open();
    const save = { model: model('x'), baseVersion: 1, message: '' };
    await expect(registry.save('platform', save, 'a')).rejects.toMatchObject({ code: 'DASHBOARD_SHIPPED' });
    await expect(registry.remove('platform', 'a')).rejects.toMatchObject({ code: 'DASHBOARD_SHIPPED' });
    const copy = await registry.duplicate('platform', 'a');
    expect(copy).toMatchObject({ shipped: false, model: { title: 'Platform (copy)' } });
    expect(copy.model.panels).toEqual(registry.get('platform').model.panels);
    await registry.remove(copy.id, 'a');
  });

  it('that cannot be read are kept and not shown', async () => {
    await store.addDashboard('newer', { schemaVersion: 99 }, '', { actor: 'a' });
    expect((await open()).list().map(({ id }) => id)).not.toContain('newer');
    expect((await store.dashboards()).map(({ id }) => id)).toContain('newer');
  });
});

describe('annotations', () => {
  it('come of deploys, of the audit log and of alerts, in the order of time', async () => {
    const minute = 60_000;
    const from = Date.now() - 60 * minute;
    const annotations = new Annotations({
      store,
      nameOfPolicy: () => 'Caps',
      queries: {
        range: ({ stepMs }) =>
          Promise.resolve({
            warnings: [],
            series: [
              {
                labels: {
                  __name__: 'ALERTS',
                  alertname: 'Slow',
                  alertstate: 'firing',
                  severity: 'page',
                  model: 'm',
                },
                times: Float64Array.from([0, 1, 2, 9].map((step) => from + step * stepMs)),
                values: Float64Array.from([1, 1, 1, 1]),
              },
            ],
          }),
      },
    });
    await annotations.add(
      { kind: 'deploys', title: 'v2', detail: 'new prompts', at: new Date(from + 30 * minute).toISOString() },
      'ci',
    );
    await store.setFeatureFlag(
      'enable_rate_limiting',
      { org: null, workspace: null, user: null, model: null },
      false,
      'ann',
    );
    const found = await annotations.between({ fromMs: from, toMs: Date.now() + minute });
    expect(found.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'alerts: Slow (page)',
      'alerts: Slow (page)',
      'deploys: v2',
      'flags: enable_rate_limiting off',
    ]);
    expect(found[0]).toMatchObject({ atMs: from, endMs: from + 30_000, detail: 'severity=page model=m' });
    expect(await annotations.between({ fromMs: from - 2 * minute, toMs: from - 3 * minute })).toEqual([]);
  });
});
