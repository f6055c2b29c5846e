import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { OUTLINE_MEDIA_TYPE, outlinePath } from '../../../shared/trace-outline/index.ts';
import { traceIdSchema } from '../../../shared/trace.ts';
import { bearerToken } from '../access.ts';
import { admitPages } from '../cors.ts';
import type { ConsoleServices } from './services.ts';

export interface OutlineRouteOptions {
  services: ConsoleServices;
  allowedOrigins: readonly string[];
  /** Whether the caller may use the console, as for its socket. */
  mayEnter: (request: IncomingMessage, token: string | null) => boolean;
}

/**
 * The outline of a trace as bytes: what the console's socket would carry as JSON, a million spans fill forty megabytes
 * of. Its own door has checked Host and Origin before; the desktop's page comes from another origin, so it needs CORS.
 */
export function outlineRoute({ services, allowedOrigins, mayEnter }: OutlineRouteOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    const path = outlinePath(':traceId');
    const schema = { hide: true, params: z.object({ traceId: traceIdSchema }) };
    app.addHook('onRequest', async (request, reply) => {
      if (admitPages(request.raw, reply.raw, allowedOrigins)) {
        reply.hijack();
        return;
      }
      if (request.method === 'OPTIONS') return;
      const token = bearerToken(request.raw);
      if (!mayEnter(request.raw, token)) {
        throw new SignalboxError(token === null ? 'TOKEN_MISSING' : 'TOKEN_WRONG');
      }
    });
    app.options(path, { schema: { hide: true } }, (_request, reply) => reply.status(204).send());
    app.withTypeProvider<ZodTypeProvider>().get(path, { schema }, async (request, reply) => {
      const { traceId } = request.params;
      const outline = await services.telemetry.queries.outline(traceId);
      if (outline === null) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
      return reply.type(OUTLINE_MEDIA_TYPE).header('Cache-Control', 'no-store').send(Buffer.from(outline));
    });
  };
}
