import { describe, expect, test } from 'vitest';
import type { Upstream } from '../providers/index.ts';
import { createRouter } from './router.ts';

const upstream = (provider: string): Upstream => ({
  provider,
  simulated: provider === 'simulated',
  url: '',
  address: null,
  call: () => Promise.reject(new Error('not called')),
});
const acme = upstream('acme');
const router = createRouter({
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

test('models lists each bare name once with who answers it, then the named ones', () => {
  expect(router.models()).toEqual([
    { id: 'gpt-4o', ownedBy: 'acme' },
    { id: 'org/model', ownedBy: 'acme' },
    { id: 'sim-slow', ownedBy: 'simulated' },
    { id: 'acme/gpt-4o', ownedBy: 'acme' },
    { id: 'acme/org/model', ownedBy: 'acme' },
  ]);
});
