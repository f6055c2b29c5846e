import {
  createTRPCClient,
  createWSClient,
  wsLink,
  type TRPCClient,
  type TRPCWebSocketClient,
} from '@trpc/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ConsoleRouter } from '../../src/core/http/console/router.ts';
import type { WatchedResults } from '../../src/shared/metrics.ts';
import { startTestEngine, type TestEngine } from '../fixtures/start-engine.ts';

/** Questions about metrics to a whole engine, which writes its own. */

let engine: TestEngine;
let socket: TRPCWebSocketClient;
let client: TRPCClient<ConsoleRouter>;
beforeAll(async () => {
  engine = await startTestEngine([], { METRICS_UPDATE_INTERVAL: '1000' });
  socket = createWSClient({
    url: `${engine.url.replace('http', 'ws')}/trpc`,
    connectionParams: { token: engine.token },
    WebSocket: WebSocket as never,
    retryDelayMs: () => 60_000,
  });
  client = createTRPCClient<ConsoleRouter>({ links: [wsLink({ client: socket })] });
});
afterAll(async () => {
  await socket.close();
  await engine.stop();
});

it('watches several queries and says which of them cannot be answered', async () => {
  const seen = await new Promise<WatchedResults>((resolve, reject) => {
    const subscription = client.metrics.watch.subscribe(
      {
        queries: [
          { ref: 'A', expr: 'signalbox_build_info', instant: false, exemplars: true },
          { ref: 'B', expr: 'sum(', instant: false },
          { ref: 'C', expr: '1 / 0', instant: true },
          { ref: 'D', expr: 'signalbox_build_info[5m]', instant: true },
        ],
        rangeMs: 60_000,
        stepMs: 1_000,
        refreshMs: 500,
        source: 'local',
      },
      {
        onData: (data) => {
          // The engine writes its first samples some time after its start.
          if ((data.results[0]?.result?.series.length ?? 0) === 0) return;
          subscription.unsubscribe();
          resolve(data);
        },
        onError: reject,
      },
    );
  });
  const [a, b, c, d] = seen.results;
  expect(a?.result).toMatchObject({ points: 61, stepMs: 1_000, warnings: [] });
  expect(a?.exemplars).toEqual([]);
  expect(a?.result?.series[0]?.labels).toMatchObject({ __name__: 'signalbox_build_info', job: 'signalbox' });
  expect(a?.result?.series[0]?.values.at(-1)).toBe(1);
  expect(b).toMatchObject({ result: null, error: expect.stringContaining('1:5') as string });
  expect(c?.result?.series).toEqual([{ labels: {}, values: ['+Inf'] }]);
  expect(d).toMatchObject({ result: null, error: expect.stringContaining('range vector') as string });
});

it('keeps remote sources without telling their tokens', async () => {
  const { sources } = client.metrics;
  await sources.add.mutate({ name: 'other', url: 'http://127.0.0.1:9/', bearerToken: 'very-secret' });
  const listed = await fetch(`${engine.url}/api/v1/metric-sources`, { headers: engine.headers });
  const text = await listed.text();
  expect(text).toContain('"url":"http://127.0.0.1:9"');
  expect(text).not.toContain('very-secret');
  // How often it scrapes cannot be learnt of one that does not answer.
  const { scrapeInterval } = client.metrics;
  expect(await scrapeInterval.query({ source: 'local' })).toEqual({ ms: 1_000, from: 'setting' });
  expect(await scrapeInterval.query({ source: 'other' })).toEqual({ ms: 30_000, from: 'assumed' });
  const question = { expr: 'up', atMs: Date.now(), source: 'other' };
  await expect(client.metrics.instant.query(question)).rejects.toThrow('The Prometheus other could not');
  await sources.remove.mutate({ name: 'other' });
  await expect(client.metrics.instant.query(question)).rejects.toThrow('no source of metrics');
});

it('lets only those ask in the dialect of Prometheus who may use the console', async () => {
  const path = `${engine.url}/api/v1/query?query=vector(1)`;
  const refused = await fetch(path);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ status: 'error', errorType: 'unauthorized' });
  const answered = await fetch(path, { headers: engine.headers });
  expect(await answered.json()).toMatchObject({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: {} }] },
  });
});
