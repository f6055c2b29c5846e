import type { MapEdge, MapNode, MapNodeKind } from '../../../shared/service-map.ts';
import { LatencySketch } from '../latency-sketch.ts';

/** What is read of a span for the map. */
export interface MapSpan {
  spanId: string;
  parentSpanId: string | null;
  service: string;
  kind: number;
  isError: boolean;
  durationMicros: number;
  /** 1 for model calls that count. */
  counted: number | null;
  operation: string | null;
  provider: string | null;
  model: string | null;
  /** What a span says of what it called, where it says so. */
  database: string | null;
  queue: string | null;
  tool: string | null;
  peer: string | null;
}

const CLIENT = 3;
const PRODUCER = 4;
const NAME_LENGTH = 200;

class Tally {
  calls = 0;
  errors = 0;
  readonly latency = new LatencySketch();

  add({ isError, durationMicros }: MapSpan): void {
    this.calls += 1;
    if (isError) this.errors += 1;
    this.latency.add(durationMicros);
  }

  figures() {
    return {
      calls: this.calls,
      errors: this.errors,
      p50Ms: millis(this.latency.quantile(0.5)),
      p95Ms: millis(this.latency.quantile(0.95)),
    };
  }
}

interface NodeTally {
  readonly kind: MapNodeKind;
  readonly name: string;
  provider: string | null;
  readonly tally: Tally;
}

/** Adds up, trace by trace, which service called what. */
export class ServiceCalls {
  readonly #nodes = new Map<string, NodeTally>();
  readonly #edges = new Map<string, { from: string; to: string; tally: Tally }>();

  /** Adds all spans of one trace. */
  addTrace(spans: readonly MapSpan[]): void {
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const callsService = new Set<string>();
    for (const span of spans) {
      const parent = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
      const node = this.#node('service', span.service);
      if (parent?.service === span.service) continue;
      this.#tallyOf(node)?.add(span);
      if (parent === undefined) continue;
      callsService.add(parent.spanId);
      this.#call(this.#node('service', parent.service), node, span);
    }
    for (const span of spans) if (!callsService.has(span.spanId)) this.#addLeaf(span);
  }

  /** The busiest `most` nodes with the edges between them, the busiest first. */
  result(most: number): { nodes: MapNode[]; edges: MapEdge[]; omittedNodes: number } {
    const nodes = [...this.#nodes]
      .map(([id, { kind, name, provider, tally }]): MapNode => ({
        id,
        kind,
        name,
        provider,
        ...tally.figures(),
      }))
      .sort(byCalls);
    const kept = nodes.slice(0, most);
    const ids = new Set(kept.map(({ id }) => id));
    const edges = [...this.#edges.values()]
      .filter(({ from, to }) => ids.has(from) && ids.has(to))
      .map(({ from, to, tally }): MapEdge => ({ from, to, ...tally.figures() }))
      .sort(byCalls);
    return { nodes: kept, edges, omittedNodes: nodes.length - kept.length };
  }

  /** A span that says what it called, of which nothing came back as spans of its own. */
  #addLeaf(span: MapSpan): void {
    const leaf = leafOf(span);
    if (leaf === null) return;
    const to = this.#node(leaf.kind, leaf.name, leaf.provider);
    this.#tallyOf(to)?.add(span);
    this.#call(this.#node('service', span.service), to, span);
  }

  #call(from: string, to: string, span: MapSpan): void {
    const key = `${from}\n${to}`;
    let edge = this.#edges.get(key);
    if (edge === undefined) {
      edge = { from, to, tally: new Tally() };
      this.#edges.set(key, edge);
    }
    edge.tally.add(span);
  }

  #tallyOf(id: string): Tally | undefined {
    return this.#nodes.get(id)?.tally;
  }

  #node(kind: MapNodeKind, fullName: string, provider: string | null = null): string {
    const name = fullName.slice(0, NAME_LENGTH).toWellFormed();
    const id = `${kind}:${name}`;
    const known = this.#nodes.get(id);
    if (known === undefined) this.#nodes.set(id, { kind, name, provider, tally: new Tally() });
    else known.provider ??= provider;
    return id;
  }
}

function leafOf(span: MapSpan): { kind: MapNodeKind; name: string; provider: string | null } | null {
  if (span.counted === 1) return { kind: 'model', name: span.model ?? 'unknown', provider: span.provider };
  // A model call around another one: the one inside says it.
  if (span.counted !== null) return null;
  if (span.tool !== null) return { kind: 'tool', name: span.tool, provider: null };
  if (span.kind !== CLIENT && span.kind !== PRODUCER) return null;
  if (span.database !== null) return { kind: 'database', name: span.database, provider: null };
  if (span.queue !== null) return { kind: 'queue', name: span.queue, provider: null };
  return span.peer === null ? null : { kind: 'external', name: span.peer, provider: null };
}

function byCalls(a: { calls: number }, b: { calls: number }): number {
  return b.calls - a.calls;
}

function millis(micros: number | null): number | null {
  return micros === null ? null : micros / 1000;
}
