import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { closeServer, listen } from './listen.ts';

it('does not wait for connections that never sent a request', async () => {
  const server = createServer((_request, response) => response.end('ok'));
  const port = await listen(server, { host: '127.0.0.1', port: 0, fallback: false });
  const accepted = once(server, 'connection');
  const preconnected = connect(port, '127.0.0.1');
  const ended = once(preconnected, 'close');
  await accepted;
  await closeServer(server);
  await ended;
  expect(preconnected.destroyed).toBe(true);
});

it('waits for a request that is being answered', async () => {
  let answer = (): unknown => undefined;
  const asked = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    answer = () => response.end('late');
    asked.resolve();
  });
  const port = await listen(server, { host: '127.0.0.1', port: 0, fallback: false });
  const response = fetch(`http://127.0.0.1:${port}/`);
  await asked.promise;
  const closed = closeServer(server);
  answer();
  expect(await (await response).text()).toBe('late');
  await closed;
  expect(server.listening).toBe(false);
});
