import { describe, expect, it } from 'vitest';
import { layOutMap, middleOf, pathThrough } from './map-layout.ts';

const node = (name: string) => ({ id: `service:${name}`, name });
const edge = (from: string, to: string) => ({ from: `service:${from}`, to: `service:${to}` });

describe('the layout of the map', () => {
  it('puts callers to the left of what they call, and nothing upon another', () => {
    const names = Array.from({ length: 50 }, (_, index) => `s${index}`);
    const { nodes, edges } = layOutMap({
      nodes: names.map(node),
      edges: names.slice(1).map((name, index) => edge(`s${Math.floor(index / 3)}`, name)),
    });
    expect(nodes.size).toBe(50);
    for (const { from, to } of edges.values()) {
      expect(nodes.get(from)?.x).toBeLessThan(nodes.get(to)?.x ?? 0);
    }
    const placed = [...nodes.values()];
    const touching = placed.flatMap((a, index) =>
      placed
        .slice(index + 1)
        .filter((b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < a.height),
    );
    expect(touching).toEqual([]);
  });

  it('lies the same way whatever the order, and bears circles, loops, one and none', () => {
    const shape = { nodes: [node('a'), node('b')], edges: [edge('a', 'b'), edge('b', 'a'), edge('a', 'a')] };
    const turned = { nodes: shape.nodes.toReversed(), edges: shape.edges.toReversed() };
    expect(layOutMap(shape)).toEqual(layOutMap(turned));
    expect(layOutMap(shape).edges.size).toBe(3);
    expect(layOutMap({ nodes: [node('a')], edges: [] }).nodes.get('service:a')?.width).toBeGreaterThan(100);
    expect(layOutMap({ nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0 });
  });

  it('draws lines through points', () => {
    expect(pathThrough([])).toBe('');
    expect(
      pathThrough([
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: 20, y: 0 },
      ]),
    ).toBe('M0,0 C5,0 5,10 10,10 C15,10 15,0 20,0');
    expect(
      middleOf([
        { x: 0, y: 0 },
        { x: 10, y: 4 },
      ]),
    ).toEqual({ x: 5, y: 2 });
    expect(middleOf([])).toBeNull();
  });
});
