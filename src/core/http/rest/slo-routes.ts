import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  channelSchema,
  channelTestSchema,
  newChannelSchema,
  saveSloSchema,
  sloContentSchema,
  sloSchema,
  sloStateSchema,
} from '../../../shared/alert/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';

const params = z.object({ id: z.string().max(300) });
const refusals = { ...failures, 409: problemSchema, 422: problemSchema };
type Services = Pick<ConsoleServices, 'alerts'>;

/** `/slos`: service-level objectives with their error budgets. */
export function sloRoutes({ alerts }: Services): FastifyPluginCallbackZod {
  const tags = ['slos'];
  return (app, _options, done) => {
    app.get(
      '/slos',
      {
        schema: {
          summary: 'The SLOs with what is left of their error budgets',
          tags,
          response: { 200: z.object({ slos: z.array(sloStateSchema) }), ...failures },
        },
      },
      async () => ({ slos: await alerts.sloStates() }),
    );
    app.post(
      '/slos',
      {
        schema: {
          summary: 'Make an SLO; its recording rules and burn-rate alerts come with it',
          tags,
          body: sloContentSchema,
          response: { 201: sloSchema, ...refusals },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await alerts.slos.create(body, actor)),
    );
    app.put(
      '/slos/:id',
      {
        schema: {
          summary: 'Save an SLO; refused (409) when `baseVersion` is no longer the latest',
          tags,
          params,
          body: saveSloSchema,
          response: { 200: sloSchema, ...refusals },
        },
      },
      ({ params: { id }, body, actor }) => alerts.slos.save(id, body, actor),
    );
    app.delete(
      '/slos/:id',
      {
        schema: {
          summary: 'Remove an SLO with its rules',
          tags,
          params,
          response: { 204: z.null(), ...failures },
        },
      },
      async ({ params: { id }, actor }, reply) => {
        await alerts.slos.remove(id, actor);
        return reply.status(204).send(null);
      },
    );
    done();
  };
}

/** `/notification-channels`: who is told of alerts. */
export function channelRoutes({ alerts }: Services): FastifyPluginCallbackZod {
  const tags = ['alerts'];
  const { notifier } = alerts;
  return (app, _options, done) => {
    app.get(
      '/notification-channels',
      {
        schema: {
          summary: 'The notification channels with what they sent and what waits',
          tags,
          response: { 200: z.object({ channels: z.array(channelSchema) }), ...failures },
        },
      },
      () => ({ channels: notifier.list() }),
    );
    app.post(
      '/notification-channels',
      {
        schema: {
          summary: 'Add a channel: desktop, webhook or Alertmanager',
          tags,
          body: newChannelSchema,
          response: { 201: channelSchema, ...refusals },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await notifier.add(body, actor)),
    );
    app.put(
      '/notification-channels/:id',
      {
        schema: {
          summary: 'Change a channel; without `token` the one that it has stays, unless the address changes',
          tags,
          params,
          body: newChannelSchema,
          response: { 200: channelSchema, ...refusals },
        },
      },
      ({ params: { id }, body, actor }) => notifier.change(id, body, actor),
    );
    app.delete(
      '/notification-channels/:id',
      {
        schema: {
          summary: 'Remove a channel with what waits for it',
          tags,
          params,
          response: { 204: z.null(), ...failures },
        },
      },
      async ({ params: { id }, actor }, reply) => {
        await notifier.remove(id, actor);
        return reply.status(204).send(null);
      },
    );
    app.post(
      '/notification-channels/:id/test',
      {
        schema: {
          summary: 'Send a test notification now',
          tags,
          params,
          response: { 200: channelTestSchema, ...failures },
        },
      },
      ({ params: { id } }) => notifier.test(id),
    );
    done();
  };
}
