import { z } from 'zod';
import {
  instantQuerySchema,
  labelQuerySchema,
  LOCAL_SOURCE,
  MAX_EXPRESSION_LENGTH,
  newMetricSourceSchema,
  rangeQuerySchema,
  watchQuerySchema,
} from '../../../shared/metrics.ts';
import { instantToJson, rangeToGrid } from './grid-result.ts';
import { CONSOLE_ACTOR, procedure, router, searching } from './trpc.ts';
import { refuseTooFine, watchMetrics } from './watch-metrics.ts';

/** Whom the question goes to: the local store, or a remote Prometheus by its name. */
const source = z.object({ source: z.string().max(100).default(LOCAL_SOURCE) });
const callId = z.object({ callId: z.string().max(40).optional() });
const millis = z.number().int().min(0).max(8.64e15);

const sourcesRouter = router({
  /** The remote ones. */
  list: procedure.query(({ ctx }) => ctx.services.metrics.sources.list()),
  add: procedure
    .input(newMetricSourceSchema)
    .mutation(({ ctx, input }) => ctx.services.metrics.sources.add(input, CONSOLE_ACTOR)),
  remove: procedure
    .input(z.object({ name: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.services.metrics.sources.remove(input.name, CONSOLE_ACTOR)),
  /** Whether it answers, before it is added. */
  test: procedure
    .input(newMetricSourceSchema)
    .mutation(({ ctx, input }) => ctx.services.metrics.sources.test(input)),
});

export const metricsRouter = router({
  instant: searching
    .input(instantQuerySchema.extend(source.shape).extend(callId.shape))
    .query(async ({ ctx, input: { source: name, ...query } }) =>
      instantToJson(
        await ctx.services.metrics.sources.queriesOf(name).instant(query, { signal: ctx.signal }),
      ),
    ),
  /** Columns on the grid of the times that are asked for. */
  range: searching
    .input(rangeQuerySchema.extend(source.shape).extend(callId.shape))
    .query(async ({ ctx, input: { source: name, ...query } }) => {
      refuseTooFine(query);
      const queries = ctx.services.metrics.sources.queriesOf(name);
      return rangeToGrid(await queries.range(query, { signal: ctx.signal }), query);
    }),
  labelNames: procedure
    .input(labelQuerySchema.extend(source.shape))
    .query(({ ctx, input }) => ctx.services.metrics.sources.queriesOf(input.source).labelNames(input)),
  labelValues: procedure
    .input(labelQuerySchema.extend({ name: z.string().min(1).max(1_000) }).extend(source.shape))
    .query(({ ctx, input }) => ctx.services.metrics.sources.queriesOf(input.source).labelValues(input)),
  series: procedure
    .input(labelQuerySchema.extend(source.shape))
    .query(({ ctx, input }) => ctx.services.metrics.sources.queriesOf(input.source).series(input)),
  metadata: procedure
    .input(
      z
        .object({
          metric: z.string().max(1_000).nullable(),
          limit: z.number().int().min(1).max(100_000),
        })
        .extend(source.shape),
    )
    .query(({ ctx, input }) => ctx.services.metrics.sources.queriesOf(input.source).metadata(input)),
  exemplars: procedure
    .input(
      z
        .object({ expr: z.string().min(1).max(MAX_EXPRESSION_LENGTH), fromMs: millis, toMs: millis })
        .extend(source.shape),
    )
    .query(({ ctx, input }) => ctx.services.metrics.sources.queriesOf(input.source).exemplars(input)),
  /** How often a source takes samples. */
  scrapeInterval: procedure
    .input(source)
    .query(({ ctx, input }) => ctx.services.metrics.sources.scrapeIntervalOf(input.source)),
  /** The size of the local store. */
  figures: procedure.query(({ ctx }) => ctx.services.metrics.figures()),
  sources: sourcesRouter,
  /** Several queries at once, again each `refreshMs`. */
  watch: procedure.input(watchQuerySchema).subscription(({ ctx, input, signal }) => {
    const queries = ctx.services.metrics.sources.queriesOf(input.source);
    return watchMetrics(input, queries, signal ?? new AbortController().signal);
  }),
});
