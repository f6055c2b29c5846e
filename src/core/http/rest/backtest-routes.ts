import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  backtestPageSchema,
  backtestQuestionSchema,
  backtestRequestSchema,
  backtestSchema,
} from '../../../shared/backtest.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';

const tags = ['policies'];
const params = z.object({ id: z.string().max(100) });
const { offset: _offset, limit: _limit, ...asked } = backtestQuestionSchema.omit({ id: true }).shape;
const exchangesQuerySchema = z.object({
  ...asked,
  offset: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `/policies/backtests`: what drafts, or a guard set otherwise, would have done to recorded exchanges. */
export function backtestRoutes({ backtests }: Pick<ConsoleServices, 'backtests'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      '/policies/backtests',
      {
        schema: {
          summary:
            'Start a backtest: policy drafts, or another threshold or action of a guard, on recorded exchanges',
          description:
            'It runs beside the calls; ask for its state by its id. The last ten that ended are kept.',
          tags,
          body: backtestRequestSchema,
          response: { 202: backtestSchema, ...failures, 422: problemSchema, 429: problemSchema },
        },
      },
      async ({ body }, reply) => reply.status(202).send(await backtests.start(body)),
    );
    app.get(
      '/policies/backtests',
      {
        schema: {
          summary: 'The backtests that run and the last that ended, oldest first',
          tags,
          response: { 200: z.object({ backtests: z.array(backtestSchema) }), ...failures },
        },
      },
      () => ({ backtests: backtests.list() }),
    );
    app.get(
      '/policies/backtests/:id',
      {
        schema: {
          summary: 'A backtest: how far it is, and its figures so far',
          tags,
          params,
          response: { 200: backtestSchema, ...failures },
        },
      },
      ({ params: { id } }) => backtests.get(id),
    );
    app.delete(
      '/policies/backtests/:id',
      {
        schema: {
          summary: 'Cancel a backtest; what it found so far can still be read',
          tags,
          params,
          response: { 200: backtestSchema, ...failures },
        },
      },
      ({ params: { id } }) => backtests.cancel(id),
    );
    app.get(
      '/policies/backtests/:id/exchanges',
      {
        schema: {
          summary: 'The exchanges that would go otherwise, of those found so far',
          tags,
          params,
          querystring: exchangesQuerySchema,
          response: { 200: backtestPageSchema, ...failures },
        },
      },
      ({ params: { id }, query }) => backtests.exchanges({ id, ...query }),
    );
    done();
  };
}
