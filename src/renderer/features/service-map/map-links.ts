import { printClause } from '../../../shared/filter/index.ts';
import type { MapEdge, MapNode } from '../../../shared/service-map.ts';

/** The attributes that may name a node of the kind, the newer of the conventions first (service-map.ts of the store). */
const ATTRIBUTES: Readonly<Record<MapNode['kind'], readonly string[]>> = {
  service: [],
  model: [],
  database: ['db.system.name', 'db.system'],
  queue: ['messaging.destination.name', 'messaging.system'],
  tool: ['gen_ai.tool.name', 'tool.name'],
  external: ['peer.service', 'server.address', 'net.peer.name'],
};

/** A filter for the traces in which a span is of the node. */
export function filterOfNode(node: MapNode, onlyErrors: boolean): string {
  return anySpan([clauseOf(node)], onlyErrors);
}

/** A filter for the traces that go along the edge; of two services, in which both are. */
export function filterOfEdge(from: MapNode, to: MapNode, onlyErrors: boolean): string {
  if (to.kind === 'service')
    return `${anySpan([clauseOf(from)], false)} ${anySpan([clauseOf(to)], onlyErrors)}`;
  return anySpan([clauseOf(from), clauseOf(to)], onlyErrors);
}

function anySpan(clauses: readonly string[], onlyErrors: boolean): string {
  return `any span (${[...clauses, ...(onlyErrors ? ['status:error'] : [])].join(' ')})`;
}

function clauseOf({ kind, name }: MapNode): string {
  if (kind === 'service' || kind === 'model') return printClause(kind, ':', name);
  const clauses = ATTRIBUTES[kind].map((key) => printClause(`@${key}`, ':', name));
  // A tool that has no name of its own is called by the name of its span.
  if (kind === 'tool') clauses.push(printClause('span', ':', name));
  return `(${clauses.join(' or ')})`;
}

/** Calls a minute over the time that the map covers. */
export function ratePerMinute(calls: MapEdge['calls'], map: { coveredFrom: string; to: string }): number {
  const minutes = (Date.parse(map.to) - Date.parse(map.coveredFrom)) / 60_000;
  return calls / Math.max(minutes, 1 / 60);
}

/** 0.04 -> "2.4/h", 1.25 -> "1.3/min", 90 -> "90/min", 12000 -> "200/s". */
export function formatRate(perMinute: number): string {
  if (perMinute === 0) return '0/min';
  if (perMinute < 1) return `${short(perMinute * 60)}/h`;
  return perMinute < 600 ? `${short(perMinute)}/min` : `${short(perMinute / 60)}/s`;
}

function short(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}
