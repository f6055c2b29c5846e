import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LatencyHistogram } from '../latency-histogram.ts';

/** A server whose answers take as long as it is told, and that notes how long it really held each. */
export interface KnownServer {
  readonly url: string;
  /** From the arrival of a request to its answer, by the server's own clock. */
  readonly held: LatencyHistogram;
  readonly requests: number;
  close(): Promise<void>;
}

/** @param holdMs how long the request of this number is held */
export async function startKnownServer(
  holdMs: (request: { number: number }) => number,
): Promise<KnownServer> {
  const held = new LatencyHistogram();
  let requests = 0;
  const server = createServer((request, response) => {
    const arrivedMs = performance.now();
    const wanted = holdMs({ number: requests++ });
    request.resume();
    const answer = () => {
      held.record(performance.now() - arrivedMs);
      response.end('ok');
    };
    if (wanted <= 0) answer();
    else setTimeout(answer, wanted);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    held,
    get requests() {
      return requests;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
