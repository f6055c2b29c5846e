import type { MapEdge, MapNode, ServiceMap } from '../../../shared/service-map.ts';

/** A node by its id, or an edge by those of its ends. */
export type MapSelection =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly from: string; readonly to: string };

export interface SelectedEdge {
  readonly edge: MapEdge;
  readonly from: MapNode;
  readonly to: MapNode;
}

export function nodeOf(map: ServiceMap, id: string): MapNode | null {
  return map.nodes.find((node) => node.id === id) ?? null;
}

export function edgeOf(map: ServiceMap, ends: { from: string; to: string }): SelectedEdge | null {
  const edge = map.edges.find(({ from, to }) => from === ends.from && to === ends.to);
  const from = nodeOf(map, ends.from);
  const to = nodeOf(map, ends.to);
  return edge === undefined || from === null || to === null ? null : { edge, from, to };
}
