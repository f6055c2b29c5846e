import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { ServiceMap } from '../../../shared/service-map.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly edges: ReadonlyMap<string, PlacedEdge>;
}

export const NODE_HEIGHT = 48;
const MARGIN = 24;
/** The best ranking takes too long for graphs beyond this. */
const MOST_FOR_BEST_RANKS = 120;

/** What the places of nodes depend on: their figures may change without anything moving. */
export type MapShape = {
  readonly nodes: readonly Pick<ServiceMap['nodes'][number], 'id' | 'name'>[];
  readonly edges: readonly Pick<ServiceMap['edges'][number], 'from' | 'to'>[];
};

export function edgeKey({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}\n${to}`;
}

/** Callers on the left, what they call on the right; by dagre, in layers with few crossings. */
export function layOutMap({ nodes, edges }: MapShape): MapLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 22,
    ranksep: 96,
    edgesep: 14,
    marginx: MARGIN,
    marginy: MARGIN,
    ranker: nodes.length > MOST_FOR_BEST_RANKS ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  // By name, so that the same services lie the same way whichever was busier.
  for (const { id, name } of [...nodes].sort((a, b) => compare(a.id, b.id))) {
    graph.setNode(id, { width: widthOf(name), height: NODE_HEIGHT });
  }
  for (const { from, to } of [...edges].sort((a, b) => compare(edgeKey(a), edgeKey(b))))
    graph.setEdge(from, to, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: finite(width),
    height: finite(height),
    nodes: new Map(
      graph.nodes().map((id) => {
        const { x = 0, y = 0, width: own, height: tall } = graph.node(id);
        return [id, { id, x, y, width: own, height: tall }];
      }),
    ),
    edges: new Map(
      graph.edges().map(({ v, w }) => {
        const placed = { from: v, to: w, points: graph.edge(v, w).points ?? [] };
        return [edgeKey(placed), placed];
      }),
    ),
  };
}

function widthOf(name: string): number {
  return Math.min(220, Math.max(132, 56 + name.length * 7));
}

/** A graph without nodes is infinitely small for dagre. */
function finite(length: number): number {
  return Number.isFinite(length) ? Math.max(0, length) : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A smooth line through points, as the `d` of an SVG path. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x)},${round(first.y)}`;
  let before = first;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    // Through the middle between two points, bent towards the point: straight ends, round corners.
    const end = next === undefined ? point : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    const bend = next === undefined ? { x: (before.x + point.x) / 2, y: point.y } : point;
    path += ` Q${round(bend.x)},${round(bend.y)} ${round(end.x)},${round(end.y)}`;
    before = end;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
