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
import { conflicts, failures } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const params = z.object({ id: z.string().max(300) });
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
          response: { 201: sloSchema, ...conflicts },
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
          response: { 200: sloSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => alerts.slos.save(id, body, actor),
    );
    removeRoute(app, '/slos/:id', { summary: 'Remove an SLO with its rules', tags }, (id, actor) =>
      alerts.slos.remove(id, actor),
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
          response: { 201: channelSchema, ...conflicts },
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
          response: { 200: channelSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => notifier.change(id, body, actor),
    );
    removeRoute(
      app,
      '/notification-channels/:id',
      { summary: 'Remove a channel with what waits for it', tags },
      (id, actor) => notifier.remove(id, actor),
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
