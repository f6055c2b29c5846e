import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyTypeProviderDefault } from 'fastify';
import type { FastifyPluginCallbackZod, ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { exportFileFormatSchema } from '../../../shared/trace-export.ts';
import type { ConsoleServices, ExportDownload } from '../console/services.ts';
import { fileAnswer } from './file-answer.ts';
import { failures, problemSchema } from './problem.ts';
import { filterQuerySchema } from './trace-routes.ts';

/** Where the file of a ticket is: outside the API, because a browser's own download brings no token. */
export const DOWNLOAD_PATH = '/exports/';

const exportQuerySchema = filterQuerySchema.extend({ format: exportFileFormatSchema.default('jsonl') });

/** `/observability/traces/export`: all traces that match, as a file that is made while it is sent. */
export function exportRoutes({ exports }: Pick<ConsoleServices, 'exports'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    // Answered with a stream, which has no schema to be serialised by.
    app
      .withTypeProvider<FastifyTypeProviderDefault>()
      .get<{ Querystring: z.infer<typeof exportQuerySchema> }>(
        '/observability/traces/export',
        {
          exposeHeadRoute: false,
          schema: {
            summary:
              'All traces that match as a file: jsonl (a trace a line), otlp (lines of OTLP/JSON), csv or parquet (a row a trace)',
            description:
              'The answer has no Content-Length. A file is whole only if the answer ends in order (its last chunk is there).',
            tags: ['observability'],
            querystring: exportQuerySchema,
            response: {
              200: fileAnswer('application/jsonl', 'text/csv', 'application/vnd.apache.parquet'),
              ...failures,
              429: problemSchema,
            },
          },
        },
        ({ query: { format, ...filter } }, reply) =>
          sendExport(exports.create({ format, selection: { filter } }), reply),
      );
    done();
  };
}

/** `/exports/TICKET`: the file of an export that the console has started. The ticket is good for one request. */
export function addExportDownloads(
  app: FastifyInstance,
  { exports }: Pick<ConsoleServices, 'exports'>,
): void {
  const params = z.object({ ticket: z.string().max(200) });
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      `${DOWNLOAD_PATH}:ticket`,
      { exposeHeadRoute: false, schema: { hide: true, params } },
      (request, reply) => sendExport(exports.byTicket(request.params.ticket), reply),
    );
}

/** Sends chunk after chunk, as fast as the other side takes them. If the export ends early, so does the connection. */
async function sendExport(job: ExportDownload, reply: FastifyReply): Promise<FastifyReply> {
  reply.raw.once('close', () => job.closed(reply.raw.writableFinished));
  await job.begin();
  const file = Readable.from(job.chunks(), { objectMode: false, signal: job.stopped });
  return reply
    .header('Content-Type', job.contentType)
    .header('Content-Disposition', `attachment; filename="${job.fileName}"`)
    .header('Cache-Control', 'no-store')
    .send(file);
}
