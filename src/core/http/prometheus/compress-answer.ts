import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const SHORT = 1_000;
const GZIP = /(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Samples as JSON are long, and compress to a tenth: done as it is sent, for callers that take gzip. */
export async function compressAnswer(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  reply.header('Vary', 'Accept-Encoding');
  const answer = typeof payload === 'string' && payload.length > SHORT ? Readable.from([payload]) : payload;
  if (!(answer instanceof Readable) || !GZIP.test(headers['accept-encoding'] ?? '')) return payload;
  reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length');
  // The fastest level: what is gained beyond it takes three times as long. An error ends both streams, and so the answer.
  return pipeline(answer, createGzip({ level: 1 }), () => undefined);
}
