import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  loadComparisonSchema,
  loadEstimateSchema,
  engineUseSchema,
  loadPlanSchema,
  loadRunSchema,
  loadRunSummarySchema,
  recordedTemplateSchema,
  reportFormatSchema,
} from '../../../shared/load/index.ts';
import { measureEngine, preparedTemplateSchema, REPORT_TYPES, writeReport } from '../../load/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { fileAnswer } from './file-answer.ts';
import { failures, problemSchema } from './problem.ts';

const tags = ['load tests'];
const id = z.string().max(100);
const params = z.object({ id });
const refusals = { 403: problemSchema, 409: problemSchema, 422: problemSchema };

/** `/load-tests`: runs, their results and reports. */
export function loadRoutes({ loadTests }: Pick<ConsoleServices, 'loadTests'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.post(
      '/load-tests',
      {
        schema: {
          summary: 'Start a load test; one runs at a time',
          description: 'It runs in a process of its own; ask for its state by its id.',
          tags,
          body: loadPlanSchema,
          response: { 202: loadRunSummarySchema, ...failures, ...refusals },
        },
      },
      async ({ body, actor }, reply) => reply.status(202).send(await loadTests.start(body, actor)),
    );
    app.get(
      '/load-tests',
      {
        schema: {
          summary: 'The load tests that are kept, newest first',
          tags,
          response: { 200: z.object({ loadTests: z.array(loadRunSummarySchema) }), ...failures },
        },
      },
      () => ({ loadTests: loadTests.list() }),
    );
    app.post(
      '/load-tests/estimate',
      {
        schema: {
          summary: 'How many calls a plan makes, and what they may cost',
          tags,
          body: loadPlanSchema,
          response: { 200: loadEstimateSchema, ...failures },
        },
      },
      ({ body }) => loadTests.estimate(body),
    );
    app.post(
      '/load-tests/recorded',
      {
        schema: {
          summary: 'Recorded exchanges as requests, as `signalbox load --recorded` sends them',
          tags,
          body: recordedTemplateSchema,
          response: { 200: preparedTemplateSchema, ...failures, 422: problemSchema },
        },
      },
      ({ body }) => loadTests.recorded(body),
    );
    app.get(
      '/load-tests/compare',
      {
        schema: {
          summary: 'Two load tests compared, with confidence',
          tags,
          querystring: z.object({ base: id, other: id }),
          response: { 200: loadComparisonSchema, ...failures, 409: problemSchema },
        },
      },
      ({ query: { base, other } }) => loadTests.compare(base, other),
    );
    app.get(
      '/load-tests/engine-use',
      {
        schema: {
          summary: 'What the engine uses, measured over a second from now on',
          description: '`signalbox load --deployment` asks it again and again while it sends its calls.',
          tags,
          response: { 200: engineUseSchema.omit({ atMs: true }), ...failures },
        },
      },
      () => measureEngine(),
    );
    runRoutes(app, loadTests);
    done();
  };
}

function runRoutes(
  app: Parameters<FastifyPluginCallbackZod>[0],
  loadTests: ConsoleServices['loadTests'],
): void {
  app.get(
    '/load-tests/:id',
    {
      schema: {
        summary: 'A load test with its result',
        tags,
        params,
        response: { 200: loadRunSchema, ...failures },
      },
    },
    ({ params: { id } }) => loadTests.get(id),
  );
  app.post(
    '/load-tests/:id/stop',
    {
      schema: {
        summary: 'Abort a load test; what it measured is kept',
        tags,
        params,
        response: { 200: loadRunSummarySchema, ...failures },
      },
    },
    ({ params: { id } }) => loadTests.stop(id),
  );
  app.delete(
    '/load-tests/:id',
    {
      schema: {
        summary: 'Remove a load test that has ended',
        tags,
        params,
        response: { 204: z.null(), ...failures, 409: problemSchema },
      },
    },
    async ({ params: { id } }, reply) => {
      await loadTests.remove(id);
      return reply.status(204).send(null);
    },
  );
  app.get(
    '/load-tests/:id/report',
    {
      schema: {
        summary: 'A load test as a file: HTML, JSON or CSV',
        tags,
        params,
        querystring: z.object({ format: reportFormatSchema.default('html') }),
        response: { 200: fileAnswer('text/html', 'application/json', 'text/csv'), ...failures },
      },
    },
    async ({ params: { id }, query: { format } }, reply) => {
      const report = writeReport(await loadTests.get(id), format);
      return reply
        .header('Content-Type', REPORT_TYPES[format])
        .header(
          'Content-Disposition',
          `attachment; filename="load-test-${id.slice(0, 8).replace(/[^\w-]/g, '')}.${format}"`,
        )
        .send(report);
    },
  );
}
