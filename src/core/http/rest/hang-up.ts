import type { FastifyReply } from 'fastify';

/** Aborts when the client goes before it was answered, or has gone already: nobody waits for the query any more. */
export function hangUpSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const onClose = () => {
    if (!raw.writableFinished) controller.abort();
  };
  if (raw.destroyed) onClose();
  else raw.once('close', onClose);
  return controller.signal;
}
