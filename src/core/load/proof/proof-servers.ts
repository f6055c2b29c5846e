import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

/*
 * Entry of the two servers that the proof compares with, each a process of its own: an upstream that takes a known time,
 * and the least a reverse proxy in Node does. Which, the first message says; the answer to it is the address.
 */

export type ServerOrder =
  | { readonly kind: 'upstream'; readonly latencyMs: number }
  | { readonly kind: 'proxy'; readonly upstreamUrl: string };
export interface ServerReady {
  readonly url: string;
}

const ANSWER = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-proof',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o-mini',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'The signal stands at danger. '.repeat(20), refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 220, completion_tokens: 120, total_tokens: 340 },
  }),
);
const JSON_TYPE = { 'content-type': 'application/json', 'content-length': ANSWER.length };

function upstream(latencyMs: number): Server {
  return createServer((request, response) => {
    request.resume();
    request.once(
      'end',
      () => void delay(latencyMs).then(() => response.writeHead(200, JSON_TYPE).end(ANSWER)),
    );
  });
}

function proxy(upstreamUrl: string): Server {
  const pool = new Pool(upstreamUrl, { connections: 512, pipelining: 1 });
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await pool.request({
      path: request.url ?? '/',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': request.headers['content-length'] },
      body: request,
    });
    response.writeHead(answer.statusCode, answer.headers);
    await pipeline(answer.body, response);
  };
  return createServer((request, response) => {
    forward(request, response).catch((error: unknown) => {
      process.stderr.write(`The proxy of the proof failed: ${String(error)}\n`);
      response.destroy();
    });
  });
}

process.once('message', (message) => {
  const order = message as ServerOrder;
  const server = order.kind === 'upstream' ? upstream(order.latencyMs) : proxy(order.upstreamUrl);
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `http://127.0.0.1:${port}` } satisfies ServerReady);
  });
});
process.on('disconnect', () => process.exit());
