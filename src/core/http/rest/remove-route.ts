import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { failures, problemSchema } from './problem.ts';

interface RemoveRoute {
  readonly summary: string;
  readonly tags: readonly string[];
  /** Whether it may be refused for what it is: 409. */
  readonly mayBeKept?: boolean;
}

/** `DELETE` of what the last part of a path names, such as `/limits/:id`; answers 204. */
export function removeRoute(
  app: Parameters<FastifyPluginCallbackZod>[0],
  path: `/${string}/:${string}`,
  { summary, tags, mayBeKept = false }: RemoveRoute,
  remove: (key: string, actor: string) => Promise<unknown>,
): void {
  const name = path.slice(path.lastIndexOf(':') + 1);
  const params = z.object({ [name]: z.string().max(300) });
  const response = { 204: z.null(), ...failures, ...(mayBeKept ? { 409: problemSchema } : {}) };
  app.delete(path, { schema: { summary, tags, params, response } }, async (request, reply) => {
    await remove(request.params[name] ?? '', request.actor);
    return reply.status(204).send(null);
  });
}
