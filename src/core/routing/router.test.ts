import { describe, expect, test } from 'vitest';
import { openAiUpstream } from '../dialects/index.ts';
import type { Upstream } from '../providers/index.ts';
import type { Route } from '../../shared/route.ts';
import { createRouter } from './router.ts';

const upstream = (provider: string): Upstream => ({
  provider,
  simulated: provider === 'simulated',
  dialect: openAiUpstream,
  url: '',
  address: null,
  call: () => Promise.reject(new Error('not called')),
});
const acme = upstream('acme');
const ROUTE: Route = {
  model: 'house',
  targets: [
    { provider: 'simulated', model: 'gpt-4o', rank: 2, weight: 1 },
    { provider: 'gone', model: 'x', rank: 1, weight: 1 },
    { provider: 'acme', model: 'big', rank: 1, weight: 1 },
  ],
  retry: { attempts: 3, maxWaitMs: 100 },
  timeouts: { firstByteMs: 1000, idleMs: null, totalMs: null },
  updatedAt: '2026-11-21T10:00:00.000Z',
};
const routes = [
  ROUTE,
  { ...ROUTE, model: 'gpt-4o', targets: ROUTE.targets.slice(0, 1) },
  { ...ROUTE, model: 'lost', targets: ROUTE.targets.slice(1, 2) },
];
const router = createRouter({
  routes: { list: () => routes, get: (model) => routes.find((route) => route.model === model) },
  random: () => 0,
  simulated: { ...upstream('simulated'), models: () => ['gpt-4o', 'sim-slow'] },
  directory: {
    get: (name) => (name === 'acme' ? acme : undefined),
    withModel: (model) => (['gpt-4o', 'org/model'].includes(model) ? acme : undefined),
    models: () => [
      { provider: 'acme', model: 'gpt-4o' },
      { provider: 'acme', model: 'org/model' },
    ],
  },
});

describe('resolve', () => {
  test.each([
    ['acme/anything', 'acme', 'anything'],
    ['acme/org/model', 'acme', 'org/model'],
    ['simulated/gpt-4o', 'simulated', 'gpt-4o'],
    ['gpt-4o', 'acme', 'gpt-4o'],
    ['org/model', 'acme', 'org/model'],
    ['sim-slow', 'simulated', 'sim-slow'],
  ])('%s goes to %s as %s', (model, provider, name) => {
    const target = router.resolve(model);
    expect([target.upstream.provider, target.model]).toEqual([provider, name]);
  });

  test.each(['nope', 'nobody/gpt-4o', 'simulated/nope', 'acme/'])('%s is not known', (model) => {
    expect(() => router.resolve(model)).toThrow(expect.objectContaining({ code: 'MODEL_NOT_FOUND' }));
  });
});

describe('plan', () => {
  test('a route gives its targets in order, without those that are gone, and its settings', () => {
    const plan = router.plan('house');
    expect(plan.targets.map(({ name }) => name)).toEqual(['acme/big', 'simulated/gpt-4o']);
    expect(plan).toMatchObject({ route: 'house', retry: ROUTE.retry, timeouts: ROUTE.timeouts });
  });

  test('a route goes before a model of its name, and its targets are models, not routes', () => {
    expect(router.plan('gpt-4o').targets.map(({ name }) => name)).toEqual(['simulated/gpt-4o']);
  });

  test('a model that is no route is the only target, with the settings of the house', () => {
    const plan = router.plan('acme/big');
    expect(plan).toMatchObject({ route: null, retry: { attempts: 2 } });
    expect(plan.targets.map(({ name }) => name)).toEqual(['acme/big']);
  });

  test('a route whose targets are all gone says so', () => {
    expect(() => router.plan('lost')).toThrow(expect.objectContaining({ code: 'ROUTE_WITHOUT_TARGET' }));
  });
});

test('models lists routes, then each bare name once with who answers it, then the named ones', () => {
  expect(router.models()).toEqual([
    { id: 'house', ownedBy: 'route' },
    { id: 'gpt-4o', ownedBy: 'route' },
    { id: 'lost', ownedBy: 'route' },
    { id: 'org/model', ownedBy: 'acme' },
    { id: 'sim-slow', ownedBy: 'simulated' },
    { id: 'acme/gpt-4o', ownedBy: 'acme' },
    { id: 'acme/org/model', ownedBy: 'acme' },
  ]);
});
