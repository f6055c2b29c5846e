import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredSpan } from '../span-record.ts';
import {
  MILLI,
  modelCall,
  NOON,
  resourceOf,
  SECOND,
  spanIdOf,
  storedSpan,
  traceIdOf,
  type SpanWish,
} from '../testing/stored-spans.ts';
import { readServiceMap, type MapBounds } from './service-map.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

const RANGE = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:30:00Z' };
const SHOP = resourceOf('shop');
const GATEWAY = resourceOf('gateway');

let store: TemporaryStore;
beforeEach(() => {
  store = temporaryStore();
});
afterEach(() => store.close());

/** A span by its number and that of its parent. */
const span = (number: number, parent: number, wish: SpanWish['span'] = {}): StoredSpan =>
  storedSpan(at(number, parent, wish));
const at = (number: number, parent: number, wish: SpanWish['span'] = {}): SpanWish => ({
  span: {
    spanId: spanIdOf(number),
    parentSpanId: parent === 0 ? null : spanIdOf(parent),
    resource: SHOP,
    ...wish,
  },
});

const map = (filter = {}) => store.reader.serviceMap({ ...RANGE, filter });
const arrows = () =>
  map()
    .edges.map(({ from, to, calls }) => `${from} > ${to} ${calls}`)
    .sort();

describe('the service map', () => {
  it('is empty where there are no traces', () => {
    expect(map()).toEqual({
      from: '2026-11-20T12:00:00.000Z',
      to: '2026-11-20T12:30:00.000Z',
      coveredFrom: '2026-11-20T12:00:00.000Z',
      traceCount: 0,
      matchingCount: 0,
      isMore: false,
      spanCount: 0,
      nodes: [],
      edges: [],
      omittedNodes: 0,
    });
  });

  it('counts calls between services by the spans that enter them, with errors and latency', () => {
    store.writer.write([
      span(1, 0),
      span(2, 1, { kind: 3, attributes: { 'server.address': 'gw' } }),
      span(3, 2, { kind: 2, resource: GATEWAY, endUnixNano: NOON + 200n * MILLI, statusCode: 2 }),
      span(4, 3, { resource: GATEWAY }),
    ]);
    expect(arrows()).toEqual(['service:shop > service:gateway 1']);
    const [edge] = map().edges;
    expect(edge).toMatchObject({ calls: 1, errors: 1 });
    expect(edge?.p95Ms).toBeGreaterThan(197);
    expect(edge?.p95Ms).toBeLessThan(203);
    expect(map().nodes.map(({ id, calls, errors }) => [id, calls, errors])).toEqual([
      ['service:shop', 1, 0],
      ['service:gateway', 1, 1],
    ]);
  });

  it('has what spans say they called: models, databases, queues, tools, others', () => {
    store.writer.write([
      span(1, 0),
      modelCall(at(2, 1, { kind: 3, attributes: { 'server.address': 'api.openai.com' } })),
      span(3, 1, { kind: 3, attributes: { 'db.system.name': 'postgresql', 'server.address': 'db' } }),
      span(4, 1, { kind: 3, attributes: { 'db.system': 'redis' } }),
      span(5, 1, { kind: 4, attributes: { 'messaging.destination.name': 'summaries' } }),
      storedSpan({ ...at(6, 1, { name: 'execute_tool find' }), facts: { operation: 'execute_tool' } }),
      span(7, 1, { kind: 3, attributes: { 'peer.service': 'payments' } }),
      span(8, 1, { kind: 1, attributes: { 'server.address': 'not a call' } }),
    ]);
    expect(arrows()).toEqual([
      'service:shop > database:postgresql 1',
      'service:shop > database:redis 1',
      'service:shop > external:payments 1',
      'service:shop > model:gpt-4o 1',
      'service:shop > queue:summaries 1',
      'service:shop > tool:execute_tool find 1',
    ]);
    expect(map().nodes.find(({ kind }) => kind === 'model')).toMatchObject({ provider: 'openai', calls: 1 });
  });

  it('counts a model once where calls are nested, at the one inside', () => {
    store.writer.write([modelCall(at(1, 0, { kind: 3 })), modelCall(at(2, 1, { resource: GATEWAY }))]);
    expect(arrows()).toEqual(['service:gateway > model:gpt-4o 1', 'service:shop > service:gateway 1']);
  });

  it('takes the traces of the range that match, and says how many', () => {
    const traces = [1, 2, 3, 4].map((number) =>
      storedSpan({
        span: {
          traceId: traceIdOf(number),
          startUnixNano: NOON + BigInt(number) * SECOND,
          resource: number === 4 ? GATEWAY : SHOP,
        },
      }),
    );
    store.writer.write([...traces, span(9, 0, { traceId: traceIdOf(9), startUnixNano: NOON - SECOND })]);
    expect(map()).toMatchObject({ traceCount: 4, matchingCount: 4, isMore: false, spanCount: 4 });
    expect(map({ service: 'shop' }).nodes.map(({ id, calls }) => [id, calls])).toEqual([['service:shop', 3]]);
  });

  it('takes the latest where there are too many, and says from when on', () => {
    store.writer.write(
      Array.from({ length: 30 }, (_, index) => {
        const start = NOON + BigInt(index + 1) * SECOND;
        return storedSpan({ span: { traceId: traceIdOf(index + 1), startUnixNano: start } });
      }),
    );
    const bounds = { traces: 20, spans: 1_000, millis: Infinity };
    const found = (narrower: Partial<MapBounds>) =>
      readServiceMap(store.db, { ...RANGE, filter: {} }, { ...bounds, ...narrower });
    expect(found({})).toMatchObject({
      traceCount: 20,
      matchingCount: 30,
      coveredFrom: '2026-11-20T12:00:11.000Z',
    });
    expect(found({ spans: 5 }).traceCount).toBe(5);
    expect(found({ millis: 0 }).traceCount).toBe(1);
  });
});
