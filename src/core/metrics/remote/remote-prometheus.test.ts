import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RemotePrometheus, type RemotePrometheusOptions } from './remote-prometheus.ts';

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly body: string;
  readonly authorization: string | undefined;
}

let server: Server;
let asked: Asked[];
/** What the server answers; it may leave the call without an answer. */
let behave: (response: ServerResponse) => void;
let url: string;

const answers = (body: unknown, status = 200) => {
  behave = (response) => void response.writeHead(status).end(JSON.stringify(body));
};
const succeeds = (data: unknown) => answers({ status: 'success', data });
const remote = (options: Partial<RemotePrometheusOptions> = {}) =>
  new RemotePrometheus({ name: 'far', url, token: null, ...options });

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += String(part);
  asked.push({
    method: request.method,
    url: request.url,
    body,
    authorization: request.headers.authorization,
  });
  behave(response);
}

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prometheus`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('a remote Prometheus', () => {
  it('is asked in seconds, in a body, with its token', async () => {
    succeeds({ resultType: 'matrix', result: [{ metric: { job: 'a' }, values: [[1.5, '2']] }] });
    const range = { expr: 'up', fromMs: 1_500, toMs: 61_500, stepMs: 15_000 };
    expect(await remote({ token: 'sesame' }).range(range)).toEqual({
      series: [{ labels: { job: 'a' }, times: Float64Array.of(1_500), values: Float64Array.of(2) }],
      warnings: [],
    });
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/prometheus/api/v1/query_range',
        body: 'query=up&start=1.5&end=61.5&step=15',
        authorization: 'Bearer sesame',
      },
    ]);
  });

  it('passes on its warnings: what it answers may be a part', async () => {
    const warnings = ['no answer from store 3'];
    const infos = ['the name does not end in _total'];
    answers({ status: 'success', data: { resultType: 'matrix', result: [] }, warnings, infos });
    const range = { expr: 'up', fromMs: 0, toMs: 60_000, stepMs: 15_000 };
    expect(await remote().range(range)).toEqual({ series: [], warnings });
    answers({ status: 'success', data: { resultType: 'vector', result: [] }, warnings });
    expect(await remote().instant({ expr: 'up', atMs: 0 })).toMatchObject({ samples: [], warnings });
  });

  it('has no exemplars of an expression without a series', async () => {
    behave = (response) => void response.writeHead(204).end();
    expect(await remote().exemplars({ expr: '1 + 1', fromMs: 0, toMs: 60_000 })).toEqual([]);
  });

  it('gets no more names than were asked for, and a selector where it wants one', async () => {
    succeeds(['a', 'b', 'c']);
    const query = { match: ['up', 'x{a="b"}'], fromMs: null, toMs: 5_000, limit: 2 };
    expect(await remote().labelNames(query)).toEqual(['a', 'b']);
    expect(new URLSearchParams(asked[0]?.body).getAll('match[]')).toEqual(['up', 'x{a="b"}']);
    expect(asked[0]?.authorization).toBeUndefined();
    expect(await remote().labelValues({ ...query, name: 'jo/b' })).toEqual(['a', 'b']);
    expect(asked[1]?.url).toMatch(/^\/prometheus\/api\/v1\/label\/jo%2Fb\/values\?match%5B%5D=up/);
    succeeds([{ __name__: 'up' }]);
    expect(await remote().series({ ...query, match: [] })).toEqual([{ __name__: 'up' }]);
    expect(new URLSearchParams(asked[2]?.body).get('match[]')).toBe('{__name__=~".+"}');
  });

  it('that refuses a query says why', async () => {
    answers({ status: 'error', errorType: 'bad_data', error: 'parse error' }, 400);
    await expect(remote().instant({ expr: 'sum(', atMs: 0 })).rejects.toMatchObject({
      code: 'PROMQL_FAILED',
      details: { reason: 'far: parse error' },
    });
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['is no Prometheus', (response) => void response.writeHead(404).end('<html>'), 'status 404'],
    [
      'answers something else',
      (response) => void response.end('{"status":"success","data":7}'),
      'not one of',
    ],
    ['hangs up', (response) => void response.socket?.destroy(), ''],
    [
      'sends to another address, where the token must not go,',
      (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
      '',
    ],
  ])('that %s is a source that failed', async (_what, behaviour, reason) => {
    behave = behaviour;
    const failure = remote({ token: 'sesame' }).instant({ expr: 'up', atMs: 0 });
    await expect(failure).rejects.toMatchObject({
      code: 'METRIC_SOURCE_FAILED',
      details: { name: 'far', reason: expect.stringContaining(reason) as string },
    });
    expect(asked).toHaveLength(1);
  });

  it('is waited for no longer than it may take', async () => {
    behave = () => undefined;
    await expect(remote({ timeoutMs: 20 }).instant({ expr: 'up', atMs: 0 })).rejects.toMatchObject({
      code: 'METRIC_SOURCE_FAILED',
      details: { reason: 'it did not answer within 0.02 seconds' },
    });
  });

  it('is no longer waited for when nobody wants to know', async () => {
    const stop = new AbortController();
    behave = () => stop.abort();
    await expect(remote().instant({ expr: 'up', atMs: 0 }, { signal: stop.signal })).rejects.toMatchObject({
      code: 'QUERY_CANCELLED',
    });
  });
});
