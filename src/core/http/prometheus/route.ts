import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SignalboxError } from '../../../shared/errors.ts';
import { documented } from './documented.ts';
import { parametersOf } from './parameters.ts';

type Handler = (
  parameters: URLSearchParams,
  reply: FastifyReply,
  request: FastifyRequest,
) => Promise<unknown> | object;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** Methods of what may be asked by a form, too, since expressions can be longer than an address. */
export const GET_AND_POST = ['GET', 'POST'] as const;
export const GET_ONLY = ['GET'] as const;

/**
 * A route that reads its parameters from its address or from a form. Other methods are answered with 405: Grafana tries
 * POST first, and GET only after that.
 */
export function route(
  app: FastifyInstance,
  methods: readonly Method[],
  url: string,
  summary: string,
  handle: Handler,
): void {
  for (const method of methods) {
    app.route({
      method,
      url,
      ...documented(method, url, summary),
      handler: async (request, reply) => handle(parametersOf(request), reply, request),
    });
  }
  app.route({
    method: METHODS.filter((method) => !methods.includes(method)),
    url,
    schema: { hide: true },
    handler: async ({ method, url: address }, reply) => {
      const allowed = methods.join(', ');
      reply.header('Allow', allowed);
      throw new SignalboxError('METHOD_NOT_ALLOWED', {
        method,
        path: address.split('?', 1)[0] ?? url,
        allowed,
      });
    },
  });
}
