import type { FastifyReply } from 'fastify';

/** Aborts when the client goes before it was answered: nobody waits for the query any more. */
export function hangUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
