import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  budgetSchema,
  budgetStateSchema,
  limitSchema,
  limitsOverviewSchema,
  limitStateSchema,
  newBudgetSchema,
  newLimitSchema,
} from '../../../shared/limits.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const idParams = z.object({ id: z.string() });

/** `/limits`: requests and tokens a period, and calls at once. */
export function limitRoutes({ limits }: ConsoleServices): FastifyPluginCallbackZod {
  const tags = ['limits'];
  return (app, _options, done) => {
    app.get(
      '/limits',
      {
        schema: {
          summary: 'The limits with their use at this moment',
          tags,
          response: {
            200: z.object({ limits: z.array(limitStateSchema), backend: limitsOverviewSchema.shape.backend }),
            ...failures,
          },
        },
      },
      () => {
        const { limits: states, backend } = limits.overview();
        return { limits: states, backend };
      },
    );

    app.post(
      '/limits',
      {
        schema: {
          summary: 'Add a limit; it holds for the next call',
          tags,
          body: newLimitSchema,
          response: { 201: limitSchema, ...failures },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await limits.addLimit(body, actor)),
    );

    app.put(
      '/limits/:id',
      {
        schema: {
          summary: 'Replace a limit; its count begins again when it says something else',
          tags,
          params: idParams,
          body: newLimitSchema,
          response: { 200: limitSchema, ...failures },
        },
      },
      ({ params, body, actor }) => limits.changeLimit(params.id, body, actor),
    );

    removeRoute(app, '/limits/:id', { summary: 'Remove a limit', tags }, (id, actor) =>
      limits.removeLimit(id, actor),
    );

    done();
  };
}

/** `/budgets`: what calls may cost in an hour, a day, a month, or at all. */
export function budgetRoutes({ limits }: ConsoleServices): FastifyPluginCallbackZod {
  const tags = ['budgets'];
  return (app, _options, done) => {
    app.get(
      '/budgets',
      {
        schema: {
          summary: 'The budgets with what is spent and reserved of them',
          tags,
          response: { 200: z.object({ budgets: z.array(budgetStateSchema) }), ...failures },
        },
      },
      () => ({ budgets: limits.overview().budgets }),
    );

    app.post(
      '/budgets',
      {
        schema: {
          summary: 'Add a budget; it counts from the next call on',
          tags,
          body: newBudgetSchema,
          response: { 201: budgetSchema, ...failures },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await limits.addBudget(body, actor)),
    );

    app.put(
      '/budgets/:id',
      {
        schema: {
          summary: 'Replace a budget; its count begins again when scope, subject or period change',
          tags,
          params: idParams,
          body: newBudgetSchema,
          response: { 200: budgetSchema, ...failures },
        },
      },
      ({ params, body, actor }) => limits.changeBudget(params.id, body, actor),
    );

    removeRoute(app, '/budgets/:id', { summary: 'Remove a budget and its count', tags }, (id, actor) =>
      limits.removeBudget(id, actor),
    );

    done();
  };
}
