import type { FastifyTypeProviderDefault } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import {
  spanIdSchema,
  spanSchema,
  traceFilterSchema,
  traceIdSchema,
  tracePageSchema,
  traceSchema,
  type TraceFilter,
} from '../../../shared/trace.ts';
import { sortOrderSchema, traceSortSchema } from '../../../shared/trace-list.ts';
import type { ConsoleServices } from '../console/services.ts';
import { exportFormatSchema, exportTrace } from './export-trace.ts';
import { hangUpSignal } from './hang-up.ts';
import { fileAnswer } from './file-answer.ts';
import { failures } from './problem.ts';

/** The filters of a list as they stand in a query string. */
export const filterQuerySchema = z.object({
  ...traceFilterSchema.shape,
  callsOnly: z.stringbool().optional(),
  minDurationMs: z.coerce.number().nonnegative().optional(),
  maxDurationMs: z.coerce.number().nonnegative().optional(),
});

const traceQuerySchema = filterQuerySchema.extend({
  sort: traceSortSchema.default('start'),
  order: sortOrderSchema.default('desc'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
});

const traceParams = z.object({ traceId: z.string().toLowerCase().pipe(traceIdSchema) });
const spanParams = traceParams.extend({ spanId: z.string().toLowerCase().pipe(spanIdSchema) });

/** `/observability`: the stored traces. Each route's schema is also its page in the OpenAPI document. */
export function traceRoutes(services: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    const { queries } = services.telemetry;

    app.get(
      '/observability/traces',
      {
        schema: {
          summary: 'Traces, newest first unless `sort` and `order` say otherwise',
          tags: ['observability'],
          querystring: traceQuerySchema,
          response: { 200: tracePageSchema, ...failures },
        },
      },
      ({ query: { limit, cursor, sort, order, ...filter } }, reply) =>
        queries.list(
          { filter: filter satisfies TraceFilter, sort, order, limit, cursor: cursor ?? null },
          { signal: hangUpSignal(reply) },
        ),
    );

    // The reader thread gives the text of the answer: a large trace is never built or serialised on the main thread.
    app.withTypeProvider<FastifyTypeProviderDefault>().get<{ Params: z.infer<typeof traceParams> }>(
      '/observability/traces/:traceId',
      {
        schema: {
          summary: 'One trace with all its spans',
          tags: ['observability'],
          params: traceParams,
          response: { 200: traceSchema, ...failures },
        },
      },
      async ({ params: { traceId } }, reply) => {
        const text = await queries.traceJson(traceId);
        if (text === null) throw new SignalboxError('TRACE_NOT_FOUND', { traceId });
        return reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
      },
    );

    app.withTypeProvider<FastifyTypeProviderDefault>().get<{ Params: z.infer<typeof spanParams> }>(
      '/observability/traces/:traceId/spans/:spanId',
      {
        schema: {
          summary: 'One span, whole',
          tags: ['observability'],
          params: spanParams,
          response: { 200: spanSchema, ...failures },
        },
      },
      async ({ params }, reply) => {
        const text = await queries.spanJson(params);
        if (text === null) throw new SignalboxError('SPAN_NOT_FOUND', params);
        return reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
      },
    );

    app.get(
      '/observability/traces/:traceId/export',
      {
        schema: {
          summary:
            'One trace as a file: json, otlp (an ExportTraceServiceRequest in OTLP/JSON), or html (a page that shows it)',
          tags: ['observability'],
          params: traceParams,
          querystring: z.object({ format: exportFormatSchema.default('json') }),
          response: { 200: fileAnswer('application/json', 'text/html'), ...failures },
        },
      },
      async ({ params: { traceId }, query: { format } }, reply) => {
        const { fileName, contents, mediaType } = await exportTrace(queries, traceId, format);
        return reply
          .header('Content-Type', mediaType)
          .header('Content-Disposition', `attachment; filename="${fileName}"`)
          .send(contents);
      },
    );

    done();
  };
}
