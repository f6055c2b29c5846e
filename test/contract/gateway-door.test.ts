import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { memoryTenants } from '../../src/core/tenants/testing/memory-tenants.ts';
import { quick, startGateway, type GatewayUnderTest } from '../fixtures/gateway-under-test.ts';

/* What the gateway's door lets in, and how it closes. Raw HTTP, since no SDK sends what is refused here. */

let gateway: GatewayUnderTest;
afterEach(async () => {
  await gateway.close();
});

const CALL = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] };

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  error: { message: string; type: string; code: string; param: string | null };
}

function send(
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { method = 'POST', path = '/v1/chat/completions', headers = {}, body } = options;
  const text = body ?? (method === 'POST' ? JSON.stringify(CALL) : '');
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${gateway.door.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { error } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Pick<Answer, 'error'>;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, error });
      });
    });
    request.end(text);
  });
}

describe('who may call', () => {
  test('a foreign page may not; a page of this machine may', async () => {
    gateway = await startGateway();
    const refused = await send({ headers: { origin: 'https://evil.example' } });
    expect(refused).toMatchObject({
      status: 403,
      error: { code: 'origin_forbidden', type: 'permission_error' },
    });
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
    expect((await send({ headers: { origin: 'http://127.evil.example' } })).status).toBe(403);
    expect((await send({ headers: { origin: 'null' } })).status).toBe(403);
    expect((await send({ headers: { origin: 'http://localhost:3000' } })).status).toBe(200);
    expect(gateway.exchanges).toHaveLength(1);
  });

  test('another host name is refused (DNS rebinding)', async () => {
    gateway = await startGateway();
    expect(await send({ headers: { host: 'evil.example' } })).toMatchObject({
      status: 403,
      error: { code: 'host_forbidden' },
    });
  });

  test('a key is asked for where the gateway is not open, before the body is read', async () => {
    gateway = await startGateway({
      door: { access: (await memoryTenants({ open: false, token: 'right' })).access },
    });
    const missing = await send({ body: '{broken' });
    expect(missing).toMatchObject({
      status: 401,
      error: { code: 'key_missing', type: 'authentication_error' },
    });
    expect(missing.headers['x-signalbox-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect((await send({ headers: { authorization: 'Bearer wrong' } })).error.code).toBe('key_unknown');
    expect((await send({ headers: { authorization: 'Bearer right' } })).status).toBe(200);
    expect((await send({ method: 'GET', path: '/v1/models' })).status).toBe(401);
    const { server } = await gateway.exchange(0);
    expect(server.span.attributes['error.type']).toBe('KEY_MISSING');
  });
});

describe('bad requests', () => {
  test.each([
    ['broken JSON', { body: '{"model":' }, 400, 'body_not_json'],
    ['no body', { body: '' }, 400, 'body_not_json'],
    ['not an object', { body: '[]' }, 400, 'body_invalid'],
    ['another type', { headers: { 'content-type': 'text/plain' } }, 415, 'content_type_unsupported'],
    ['compressed', { headers: { 'content-encoding': 'br' } }, 415, 'content_encoding_unsupported'],
    ['too large', { body: JSON.stringify({ ...CALL, pad: 'x'.repeat(5000) }) }, 413, 'body_too_large'],
    ['an unknown path', { path: '/v1/completions' }, 404, 'not_found'],
    ['a wrong method', { method: 'PUT' }, 405, 'method_not_allowed'],
  ])('%s', async (_, options, status, code) => {
    gateway = await startGateway({ door: { limits: { maxBytes: 4000 } } });
    const answer = await send(options);
    expect(answer).toMatchObject({ status, error: { code, type: 'invalid_request_error' } });
    expect(answer.error.message).toMatch(/\.$/);
    expect(answer.headers['x-request-id']).toMatch(/^req_/);
  });

  test('a body larger than the limit that does not say so is refused while it arrives', async () => {
    gateway = await startGateway({ door: { limits: { maxBytes: 4000 } } });
    const answer = await send({
      headers: { 'transfer-encoding': 'chunked' },
      body: `{"pad":"${'x'.repeat(9000)}"}`,
    });
    expect(answer.error.code).toBe('body_too_large');
  });

  test('a body that stops arriving is given up', async () => {
    gateway = await startGateway({ door: { limits: { timeoutMs: 50 } } });
    const answer = await rawExchange('content-length: 100\r\n\r\n{"model"');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('request_timeout');
    const { server } = await gateway.exchange(0);
    expect(server.span.attributes['error.type']).toBe('REQUEST_TIMEOUT');
  });

  function rawExchange(rest: string): Promise<string> {
    const { hostname, port } = new URL(gateway.door.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => (text += chunk));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(
        `POST /v1/chat/completions HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n${rest}`,
      );
    });
  }
});

describe('recording', () => {
  test('without content, messages are not recorded', async () => {
    gateway = await startGateway({ recordContent: false });
    await send();
    const { server } = await gateway.exchange(0);
    expect(Object.keys(server.span.attributes)).not.toContain('gen_ai.input.messages');
    expect(server.facts.usage.input).toBeGreaterThan(0);
  });
});

describe('closing', () => {
  test('running exchanges finish, new ones are refused', async () => {
    const slow = { ...quick('gpt-4o'), latencyMs: 400 };
    gateway = await startGateway({ simulation: { seed: 1, models: [slow] } });
    const running = send();
    await expect
      .poll(() => send({ method: 'GET', path: '/v1/models' }).then(({ status }) => status))
      .toBe(200);
    const closed = gateway.door.close(5000);
    expect(await send()).toMatchObject({
      status: 503,
      error: { code: 'shutting_down', type: 'server_error' },
    });
    expect((await running).status).toBe(200);
    await closed;
    expect(gateway.exchanges).toHaveLength(1);
    await expect(send()).rejects.toThrow(/ECONNREFUSED|hang up/);
  });

  test('those that take too long are broken off and still recorded', async () => {
    const slow = { ...quick('gpt-4o'), latencyMs: 60_000 };
    gateway = await startGateway({ simulation: { seed: 1, models: [slow] } });
    const running = send().catch((error: unknown) => error);
    await send({ method: 'GET', path: '/v1/models' });
    await gateway.door.close(20);
    expect(await running).toBeInstanceOf(Error);
    const { server } = await gateway.exchange(0);
    expect(server.span.attributes['error.type']).toBe('cancelled');
  });
});
