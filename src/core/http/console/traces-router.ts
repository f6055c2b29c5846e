import { tracked } from '@trpc/server';
import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { logQuestionSchema } from '../../../shared/log-record.ts';
import { spanIdSchema, traceFilterSchema, traceIdSchema } from '../../../shared/trace.ts';
import { traceWindowSchema } from '../../../shared/trace-list.ts';
import { exportFormatSchema, exportTrace } from '../rest/export-trace.ts';
import { commitPulses } from './live.ts';
import { procedure, router, searching } from './trpc.ts';

const LIVE_INTERVAL_MS = 250;
const LIVE_LIMIT = 500;
/** Characters of a piece of JSON text: a few milliseconds of the page's time. */
const JSON_PIECE = 256 * 1024;

export const tracesRouter = router({
  list: searching
    .input(
      z.object({
        filter: traceFilterSchema,
        limit: z.number().int().min(1).max(500).default(100),
        cursor: z.string().max(200).nullish(),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.services.telemetry.queries.list(
        { filter: input.filter, limit: input.limit, cursor: input.cursor ?? null },
        { signal: ctx.signal },
      ),
    ),

  /** A part of a sorted list, as it comes into sight. */
  window: searching
    .input(traceWindowSchema)
    .query(({ ctx, input }) => ctx.services.telemetry.queries.window(input, { signal: ctx.signal })),

  /**
   * Traces as they change, each with its place in a list by start. Each event's id is the sequence of the store; a client that reconnects sends it back as
   * `lastEventId` and misses nothing. `since` is where a new subscription starts: null means from now on.
   */
  live: procedure
    .input(
      z.object({
        filter: traceFilterSchema,
        since: z.number().int().nonnegative().nullable(),
        lastEventId: z.string().regex(/^\d+$/).nullish(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const { queries } = ctx.services.telemetry;
      let sequence =
        input.lastEventId != null
          ? Number(input.lastEventId)
          : (input.since ??
            (await queries.changedSince({ filter: input.filter, sequence: 0, limit: 0 }, { signal }))
              .sequence);
      const stop = signal ?? new AbortController().signal;
      for await (const _pulse of commitPulses(ctx.services.telemetry, LIVE_INTERVAL_MS, stop)) {
        for (;;) {
          const changes = await queries.changedSince(
            { filter: input.filter, sequence, limit: LIVE_LIMIT },
            { signal },
          );
          sequence = changes.sequence;
          if (changes.traces.length > 0) yield tracked(String(sequence), changes.traces);
          if (changes.traces.length < LIVE_LIMIT) break;
        }
      }
    }),

  span: procedure
    .input(z.object({ traceId: traceIdSchema, spanId: spanIdSchema }))
    .query(async ({ ctx, input }) => {
      const found = await ctx.services.telemetry.queries.span(input);
      if (found === null) throw new SignalboxError('SPAN_NOT_FOUND', input);
      return found;
    }),

  /**
   * The JSON text of one span, whole, in pieces: a message of many megabytes would be parsed at once and hold up the
   * page. `at` is how many characters came before; 0 begins anew, also after the connection was lost.
   */
  spanJson: procedure
    .input(z.object({ traceId: traceIdSchema, spanId: spanIdSchema }))
    .subscription(async function* ({ ctx, input, signal }) {
      const text = await ctx.services.telemetry.queries.spanJson(input);
      if (text === null) throw new SignalboxError('SPAN_NOT_FOUND', input);
      for (let at = 0; at < text.length && signal?.aborted !== true; at += JSON_PIECE) {
        yield { at, piece: text.slice(at, at + JSON_PIECE), length: text.length };
      }
    }),

  logs: procedure
    .input(
      z.object({
        ...logQuestionSchema.shape,
        limit: z.number().int().min(1).max(1000),
        cursor: z.string().max(200).nullish(),
      }),
    )
    .query(({ ctx, input: { cursor, ...question } }) =>
      ctx.services.telemetry.queries.logs({ ...question, cursor: cursor ?? null }),
    ),

  export: procedure
    .input(z.object({ traceId: traceIdSchema, format: exportFormatSchema }))
    .query(({ ctx, input }) => exportTrace(ctx.services.telemetry.queries, input.traceId, input.format)),

  histogram: searching
    .input(
      z.object({
        filter: traceFilterSchema,
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        buckets: z.number().int().min(1).max(500),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.histogram(input, { signal: ctx.signal })),

  serviceMap: searching
    .input(
      z.object({
        filter: traceFilterSchema,
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.serviceMap(input, { signal: ctx.signal })),

  facets: procedure
    .input(z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }))
    .query(({ ctx, input }) => ctx.services.telemetry.queries.facets(input)),

  /** Values for the completion of a filter. */
  values: searching
    .input(
      z.object({
        field: z.string().min(1).max(300),
        prefix: z.string().max(200),
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.values(input, { signal: ctx.signal })),
});
