import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who the audit log names for changes of this call. */
    actor: string;
  }
}

/** The holder of the engine's token, until a key says otherwise. */
const OPERATOR = 'operator';

export function nameActors(app: FastifyInstance): void {
  app.decorateRequest('actor', OPERATOR);
}
