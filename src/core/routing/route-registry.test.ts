import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newRouteSchema } from '../../shared/route.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { RouteRegistry } from './route-registry.ts';

let dataDir: string;
let store: ControlStore;
const warnings: string[] = [];
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (message: string) => void warnings.push(message),
  error: () => undefined,
};
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-routes-'));
  store = await openControlStore({ dataDir });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const target = { provider: 'acme', model: 'big', rank: 1, weight: 1 };

test('routes take effect at once, are kept over a restart, and each change is audited', async () => {
  const registry = await RouteRegistry.open({ store, log });
  await registry.save(newRouteSchema.parse({ model: 'z', targets: [target] }));
  await registry.save(newRouteSchema.parse({ model: 'a', targets: [target] }));
  await registry.save(newRouteSchema.parse({ model: 'a', targets: [target, { ...target, rank: 2 }] }));
  expect(registry.get('a')?.targets).toHaveLength(2);
  await registry.remove('z');
  expect(registry.get('z')).toBeUndefined();
  await expect(registry.remove('z')).rejects.toMatchObject({ code: 'ROUTE_NOT_FOUND' });

  await store.saveRoute(
    { model: 'broken', definition: { targets: 'none' }, updatedAt: '2026-11-21T10:00:00.000Z' },
    { actor: 'test' },
  );
  const again = await RouteRegistry.open({ store, log });
  expect(again.list()).toEqual(registry.list());
  expect(warnings).toEqual(['A kept route is not valid; it is not used.']);
  const events = (await store.eventLogs(10)).map(({ action, subject }) => `${action} ${subject}`);
  expect(events).toEqual([
    'route.save broken',
    'route.remove z',
    'route.save a',
    'route.save a',
    'route.save z',
  ]);
});
