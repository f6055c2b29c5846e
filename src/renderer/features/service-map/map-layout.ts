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

export const NODE_HEIGHT = 46;
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
    nodesep: 14,
    ranksep: 150,
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
  const placed = new Map(
    graph.nodes().map((id): [string, PlacedNode] => {
      const { x = 0, y = 0, width: own, height: tall } = graph.node(id);
      return [id, { id, x, y, width: own, height: tall }];
    }),
  );
  return {
    width: finite(width),
    height: finite(height),
    nodes: placed,
    edges: new Map(
      graph.edges().map(({ v, w }) => {
        const points = fromSideToSide(placed.get(v), placed.get(w), graph.edge(v, w).points ?? []);
        return [edgeKey({ from: v, to: w }), { from: v, to: w, points }];
      }),
    ),
  };
}

/** Lines to the right leave a node at its right side and reach the next at its left, whatever lies between. */
function fromSideToSide(
  from: PlacedNode | undefined,
  to: PlacedNode | undefined,
  points: readonly Point[],
): readonly Point[] {
  if (from === undefined || to === undefined || to.x - to.width / 2 <= from.x + from.width / 2) return points;
  const between = points.slice(1, -1);
  return [
    { x: from.x + from.width / 2, y: from.y },
    // Between neighbouring layers there is nothing to go around.
    ...(between.length > 1 ? between : []),
    { x: to.x - to.width / 2, y: to.y },
  ];
}

function widthOf(name: string): number {
  return Math.min(224, Math.max(168, 52 + name.length * 7));
}

/** A graph without nodes is infinitely small for dagre. */
function finite(length: number): number {
  return Number.isFinite(length) ? Math.max(0, length) : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A smooth line through points that leaves and reaches each of them level, as the `d` of an SVG path. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x)},${round(first.y)}`;
  let before = first;
  for (const point of rest) {
    const middle = round((before.x + point.x) / 2);
    path += ` C${middle},${round(before.y)} ${middle},${round(point.y)} ${round(point.x)},${round(point.y)}`;
    before = point;
  }
  return path;
}

/** Half of the way along a line. */
export function middleOf(points: readonly Point[]): Point | null {
  const before = points[Math.ceil(points.length / 2) - 1];
  const after = points[Math.floor(points.length / 2)];
  if (before === undefined || after === undefined) return null;
  return { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
