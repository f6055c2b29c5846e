import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  annotationQuerySchema,
  annotationSchema,
  dashboardModelSchema,
  dashboardSchema,
  dashboardSummarySchema,
  dashboardVersionSchema,
  DashboardUnreadable,
  newAnnotationSchema,
  newDashboardSchema,
  readDashboardFile,
  saveDashboardSchema,
  unsupportedPartSchema,
  writeGrafana,
  type DashboardPreview,
} from '../../../shared/dashboard/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { conflicts, failures, refusals } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const tags = ['dashboards'];
const params = z.object({ id: z.string().max(100) });
const version = z.coerce.number().int().positive();
const MAX_FILE_BYTES = 20 * 1024 * 1024;

type Services = Pick<ConsoleServices, 'dashboards' | 'annotations'>;

/** `/dashboards` with their versions, files in and out, and `/annotations`. */
export function dashboardRoutes(services: Services): FastifyPluginCallbackZod {
  const { dashboards } = services;
  return (app, options, done) => {
    app.get(
      '/dashboards',
      {
        schema: {
          summary: 'The dashboards: the shipped ones, then the oldest first',
          tags,
          response: { 200: z.object({ dashboards: z.array(dashboardSummarySchema) }), ...failures },
        },
      },
      () => ({ dashboards: dashboards.list() }),
    );
    app.post(
      '/dashboards',
      {
        schema: {
          summary: 'Make a dashboard',
          tags,
          body: newDashboardSchema,
          response: { 201: dashboardSchema, ...refusals },
        },
      },
      async ({ body, actor }, reply) =>
        reply.status(201).send(await dashboards.create(body.model, body.message, actor)),
    );
    app.get(
      '/dashboards/:id',
      { schema: { summary: 'A dashboard', tags, params, response: { 200: dashboardSchema, ...failures } } },
      ({ params: { id } }) => dashboards.get(id),
    );
    app.put(
      '/dashboards/:id',
      {
        schema: {
          summary: 'Save a version after `baseVersion`; refused (409) when that is no longer the latest',
          tags,
          params,
          body: saveDashboardSchema,
          response: { 200: dashboardSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => dashboards.save(id, body, actor),
    );
    removeRoute(
      app,
      '/dashboards/:id',
      { summary: 'Remove a dashboard with all its versions', tags },
      (id, actor) => dashboards.remove(id, actor),
    );
    versions(services)(app, options, done);
  };
}

function versions({ dashboards, annotations }: Services): FastifyPluginCallbackZod {
  return (app, options, done) => {
    app.get(
      '/dashboards/:id/versions',
      {
        schema: {
          summary: 'The versions of a dashboard, newest first, without their models',
          tags,
          params,
          response: { 200: z.object({ versions: z.array(dashboardVersionSchema) }), ...failures },
        },
      },
      async ({ params: { id } }) => ({ versions: await dashboards.versions(id) }),
    );
    app.get(
      '/dashboards/:id/versions/:version',
      {
        schema: {
          summary: 'The model of a version',
          tags,
          params: params.extend({ version }),
          response: { 200: dashboardModelSchema, ...refusals },
        },
      },
      ({ params: { id, version: wanted } }) => dashboards.version(id, wanted),
    );
    app.post(
      '/dashboards/:id/restore',
      {
        schema: {
          summary: 'Save an older version again, as the newest',
          tags,
          params,
          body: z.strictObject({ version, baseVersion: version }),
          response: { 200: dashboardSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => dashboards.restore(id, body.version, body.baseVersion, actor),
    );
    files({ dashboards, annotations })(app, options, done);
  };
}

/** Files of dashboards, ours and Grafana's. */
function files({ dashboards, annotations }: Services): FastifyPluginCallbackZod {
  return (app, options, done) => {
    app.post(
      '/dashboards/import',
      {
        bodyLimit: MAX_FILE_BYTES,
        schema: {
          summary:
            'Make a dashboard of a file of Signalbox or Grafana (classic form). With `source` its panels ask this source, a remote Prometheus by its name, instead of those that it names. With `preview=true` nothing is made: only what would be taken over is said, and what not',
          tags,
          querystring: z.object({
            preview: z.enum(['true', 'false']).default('false'),
            /** Whom panels ask instead of the sources that a file of Grafana names. */
            source: z.string().min(1).max(100).optional(),
          }),
          body: z.record(z.string(), z.unknown()),
          response: {
            200: z.object({ model: dashboardModelSchema, unsupported: z.array(unsupportedPartSchema) }),
            201: z.object({ dashboard: dashboardSchema, unsupported: z.array(unsupportedPartSchema) }),
            ...refusals,
          },
        },
      },
      async ({ body, query, actor }, reply) => {
        const { model, unsupported, format } = readFile(body, query.source ?? null);
        if (query.preview === 'true') return reply.status(200).send({ model, unsupported });
        const message = format === 'grafana' ? 'Imported from Grafana' : 'Imported';
        const dashboard = await dashboards.create(model, message, actor);
        return reply.status(201).send({ dashboard, unsupported });
      },
    );
    app.get(
      '/dashboards/:id/export',
      {
        schema: {
          summary: 'A dashboard as a file: the JSON model, or a dashboard that Grafana imports',
          tags,
          params,
          querystring: z.object({ format: z.enum(['signalbox', 'grafana']).default('signalbox') }),
          response: { 200: z.record(z.string(), z.unknown()), ...failures },
        },
      },
      ({ params: { id }, query: { format } }) => {
        const { model } = dashboards.get(id);
        return format === 'grafana' ? { ...writeGrafana(model) } : { ...model };
      },
    );
    annotationRoutes({ annotations })(app, options, done);
  };
}

function annotationRoutes({ annotations }: Pick<Services, 'annotations'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/annotations',
      {
        schema: {
          summary:
            'What happened in a range of milliseconds: deploys, policies, flags, alerts; the oldest first',
          tags,
          querystring: annotationQuerySchema,
          response: { 200: z.object({ annotations: z.array(annotationSchema) }), ...failures },
        },
      },
      async ({ query }) => ({ annotations: await annotations.between(query) }),
    );
    app.post(
      '/annotations',
      {
        schema: {
          summary: 'Tell of a deploy; charts mark it',
          tags,
          body: newAnnotationSchema,
          response: { 201: annotationSchema, ...failures },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await annotations.add(body, actor)),
    );
    done();
  };
}

/** @throws SignalboxError DASHBOARD_INVALID */
function readFile(json: unknown, source: string | null): DashboardPreview {
  try {
    return readDashboardFile(json, () => source);
  } catch (cause) {
    if (!(cause instanceof DashboardUnreadable)) throw cause;
    throw new SignalboxError('DASHBOARD_INVALID', { reason: cause.message }, { cause });
  }
}
