import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Pool } from 'undici';
import { announce } from '../parties/processes.ts';

/* The floor: the least a reverse proxy in Node does, node:http in front and undici behind, nothing read or kept. */

const pool = new Pool(process.env.UPSTREAM_URL ?? '', { connections: 512, pipelining: 1 });

async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await pool.request({
    path: request.url ?? '/',
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json', 'content-length': request.headers['content-length'] },
    body: request,
  });
  response.writeHead(answer.statusCode, answer.headers);
  await pipeline(answer.body, response);
}

const server = createServer((request, response) => {
  forward(request, response).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => announce(server));
