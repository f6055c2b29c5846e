import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dashboard, DashboardModel } from '../../src/shared/dashboard/index.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

let engine: TestEngine;
beforeAll(async () => void (engine = await startTestEngine()));
afterAll(() => engine.stop());

const rest = (method: string, path: string, body?: unknown) =>
  fetch(`${engine.url}/api/v1${path}`, {
    method,
    headers: { ...engine.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const model = { schemaVersion: 1, title: 'Mine', panels: [] };

describe('dashboards over REST', () => {
  it('are made, saved by version, restored and removed', async () => {
    const made = await rest('POST', '/dashboards', { model });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as Dashboard;
    const path = `/dashboards/${id}`;
    const next = { model: { ...model, title: 'Better' }, baseVersion: 1, message: 'better' };
    expect(await json(rest('PUT', path, next))).toMatchObject({ version: 2, model: { title: 'Better' } });
    const late = await rest('PUT', path, next);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ error: { code: 'DASHBOARD_CHANGED' } });
    expect(await json(rest('GET', `${path}/versions`))).toMatchObject({
      versions: [{ version: 2, message: 'better' }, { version: 1 }],
    });
    expect(await json(rest('GET', `${path}/versions/1`))).toMatchObject({ title: 'Mine' });
    expect(await json(rest('POST', `${path}/restore`, { version: 1, baseVersion: 2 }))).toMatchObject({
      version: 3,
      model: { title: 'Mine' },
    });
    expect((await rest('DELETE', path)).status).toBe(204);
    expect((await rest('GET', path)).status).toBe(404);
  });

  it('that are shipped are listed first, and stay as they are', async () => {
    const { dashboards } = await json<{ dashboards: { id: string; shipped: boolean }[] }>(
      rest('GET', '/dashboards'),
    );
    expect(dashboards.slice(0, 2)).toMatchObject([
      { id: 'platform', shipped: true, panels: 12 },
      { id: 'gateway', shipped: true },
    ]);
    expect((await rest('PUT', '/dashboards/platform', { model, baseVersion: 1 })).status).toBe(403);
    expect((await rest('DELETE', '/dashboards/platform')).status).toBe(403);
  });

  it('go to Grafana and come back, with what is not supported named', async () => {
    const before = await json<Dashboard>(rest('GET', '/dashboards/gateway'));
    const file = await json<{ panels: object[] }>(rest('GET', '/dashboards/gateway/export?format=grafana'));
    expect(file.panels[0]).toMatchObject({ type: 'row', gridPos: { w: 24 } });
    const back = await rest('POST', '/dashboards/import', file);
    expect(back.status).toBe(201);
    const { dashboard, unsupported } = (await back.json()) as {
      dashboard: Dashboard;
      unsupported: unknown[];
    };
    expect(unsupported).toEqual([]);
    expect(dashboard.model).toEqual(before.model);
    await rest('DELETE', `/dashboards/${dashboard.id}`);

    const preview = await json<{ model: DashboardModel; unsupported: object[] }>(
      rest('POST', '/dashboards/import?preview=true&source=prod', {
        title: 'Theirs',
        panels: [
          { id: 1, type: 'geomap', title: 'Where' },
          { id: 2, type: 'stat', title: 'Up', datasource: 'theirs', targets: [{ refId: 'A', expr: 'up' }] },
        ],
      }),
    );
    expect(preview.model.panels.map(({ source }) => source)).toEqual(['local', 'prod']);
    expect(preview.unsupported).toMatchObject([{ panel: 'Where', field: 'type' }]);
    const refused = await rest('POST', '/dashboards/import', { title: 'Nothing' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ error: { code: 'DASHBOARD_INVALID' } });
  });

  it('mark what happened', async () => {
    const told = await rest('POST', '/annotations', { kind: 'deploys', title: 'v2', detail: 'new prompts' });
    expect(told.status).toBe(201);
    const { atMs } = (await told.json()) as { atMs: number };
    const path = `/annotations?fromMs=${atMs - 60_000}&toMs=${atMs + 60_000}`;
    expect(await json(rest('GET', path))).toMatchObject({ annotations: [{ kind: 'deploys', title: 'v2' }] });
    expect((await rest('POST', '/annotations', { kind: 'alerts', title: 'x' })).status).toBe(400);
  });
});
