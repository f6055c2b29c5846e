import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parametersOf } from './parameters.ts';

type Handler = (
  parameters: URLSearchParams,
  reply: FastifyReply,
  request: FastifyRequest,
) => Promise<unknown> | object;

/** A route that reads its parameters from its address or from a form. */
export function route(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  url: string,
  summary: string,
  handle: Handler,
): void {
  app.route({
    method,
    url,
    schema: { summary: `${summary}, in the format of Prometheus`, tags: ['prometheus'] },
    handler: async (request, reply) => handle(parametersOf(request), reply, request),
  });
}
