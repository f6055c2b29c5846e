import { z } from 'zod';
import { exportFileFormatSchema, traceSelectionSchema } from '../../../shared/trace-export.ts';
import { DOWNLOAD_PATH } from '../rest/export-routes.ts';
import { changePulses } from './live.ts';
import { procedure, router } from './trpc.ts';

const LIVE_INTERVAL_MS = 250;

export const exportsRouter = router({
  /** A new export, and the path at this door where its file can be fetched, once. */
  start: procedure
    .input(z.object({ format: exportFileFormatSchema, selection: traceSelectionSchema }))
    .mutation(({ ctx, input }) => {
      const job = ctx.services.exports.create(input);
      return { id: job.id, fileName: job.fileName, path: DOWNLOAD_PATH + job.ticket };
    }),
  cancel: procedure
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.exports.cancel(input.id)),
  /** All exports that are under way or have just ended, now and as they change. */
  live: procedure.subscription(async function* ({ ctx, signal }) {
    const { exports } = ctx.services;
    const stop = signal ?? new AbortController().signal;
    for await (const _pulse of changePulses(
      (listener) => exports.onChange(listener),
      LIVE_INTERVAL_MS,
      stop,
    )) {
      yield exports.list();
    }
  }),
});
