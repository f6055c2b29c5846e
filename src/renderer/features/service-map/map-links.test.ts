import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../shared/filter/index.ts';
import type { MapNode, MapNodeKind } from '../../../shared/service-map.ts';
import { filterOfEdge, filterOfNode, formatRate, ratePerMinute } from './map-links.ts';

const node = (kind: MapNodeKind, name: string): MapNode => ({
  id: `${kind}:${name}`,
  kind,
  name,
  provider: null,
  calls: 1,
  errors: 0,
  p50Ms: 1,
  p95Ms: 1,
});

describe('links of the map to the list', () => {
  it.each<MapNodeKind>(['service', 'model', 'database', 'queue', 'tool', 'external'])(
    'are filters that the language takes: %s',
    (kind) => {
      for (const name of ['plain', 'a "b" \\ (c) *', 'or', '']) {
        expect(parseFilter(filterOfNode(node(kind, name), true)).ok).toBe(true);
        expect(parseFilter(filterOfEdge(node('service', name), node(kind, name), false)).ok).toBe(true);
      }
    },
  );

  it('say what was clicked', () => {
    expect(filterOfNode(node('service', 'shop'), true)).toBe('any span (service:shop status:error)');
    expect(filterOfEdge(node('service', 'shop'), node('model', 'gpt-4o'), false)).toBe(
      'any span (service:shop model:gpt-4o)',
    );
  });
});

it('tells rates as people do', () => {
  expect([0, 0.04, 1.25, 90, 12_000].map(formatRate)).toEqual([
    '0/min',
    '2.4/h',
    '1.3/min',
    '90/min',
    '200/s',
  ]);
  expect(ratePerMinute(30, { coveredFrom: '2026-11-20T12:00:00Z', to: '2026-11-20T12:15:00Z' })).toBe(2);
});
