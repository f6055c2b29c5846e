import type { ServiceMap } from '../../../shared/service-map.ts';
import type { MapLayout } from './map-layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The node that an arrow key goes to: along the nearest edge to the left or right, up or down to the nearest node in
 * about the same column. Null where there is none.
 */
export function neighbourOf(
  map: Pick<ServiceMap, 'edges'>,
  layout: MapLayout,
  id: string,
  direction: Direction,
): string | null {
  const here = layout.nodes.get(id);
  if (here === undefined) return null;
  const candidates =
    direction === 'left' || direction === 'right'
      ? alongEdges(map, id, direction)
      : [...layout.nodes.values()]
          .filter(({ x, y }) => Math.abs(x - here.x) < 90 && (direction === 'up' ? y < here.y : y > here.y))
          .map((node) => node.id);
  const distance = (other: string) => {
    const there = layout.nodes.get(other);
    return there === undefined ? Infinity : Math.abs(there.y - here.y) + Math.abs(there.x - here.x) / 1_000;
  };
  return candidates.filter((other) => other !== id).sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function alongEdges({ edges }: Pick<ServiceMap, 'edges'>, id: string, direction: 'left' | 'right'): string[] {
  return direction === 'right'
    ? edges.filter(({ from }) => from === id).map(({ to }) => to)
    : edges.filter(({ to }) => to === id).map(({ from }) => from);
}
