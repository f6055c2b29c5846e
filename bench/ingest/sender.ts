import { setTimeout } from 'node:timers/promises';
import { Pool } from 'undici';
import { buildExport, SPANS_PER_EXPORT, type Encoding } from './exports.ts';
import { announceUrl } from '../parties/processes.ts';

/* The exporters, in a process of their own. All bodies are made before the clock starts. */

export interface SendOrder {
  url: string;
  encoding: Encoding;
  /** Which exports: `exports` of them, numbered from `first`. */
  first: number;
  exports: number;
  /** Exporters that send at a time, each one export after the other. */
  senders: number;
}

export interface SendFigures {
  spans: number;
  seconds: number;
  bytes: number;
  /** Answers of 503, after which the export was sent again, as exporters do. */
  refused: number;
}

/** Sooner than the answer asks for, so that the engine is pressed. */
const RETRY_MS = 20;

async function send(order: SendOrder): Promise<SendFigures> {
  const bodies = Array.from({ length: order.exports }, (_, index) =>
    buildExport(order.encoding, order.first + index),
  );
  const pool = new Pool(order.url, { connections: order.senders, pipelining: 1 });
  const contentType = order.encoding === 'json' ? 'application/json' : 'application/x-protobuf';
  let next = 0;
  let refused = 0;
  const exporter = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined;) {
      const answer = await pool.request({
        method: 'POST',
        path: '/v1/traces',
        headers: { 'content-type': contentType },
        body,
      });
      await answer.body.dump();
      if (answer.statusCode === 200) body = bodies[next++];
      else if (answer.statusCode === 503) {
        refused += 1;
        await setTimeout(RETRY_MS);
      } else throw new Error(`An export was answered with ${answer.statusCode}.`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: order.senders }, exporter));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  return { spans: bodies.length * SPANS_PER_EXPORT, seconds, bytes, refused };
}

process.on('message', (message) => {
  if (typeof message === 'object') void send(message as SendOrder).then((figures) => process.send?.(figures));
});
announceUrl('', () => Promise.resolve());
