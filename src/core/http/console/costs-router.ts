import { z } from 'zod';
import { costDimensionSchema } from '../../../shared/costs.ts';
import { commitPulses } from './live.ts';
import { procedure, router } from './trpc.ts';

const COSTS_INTERVAL_MS = 1_000;

const buckets = z.number().int().min(1).max(200);

/** What was spent. */
export const costsRouter = router({
  /** The spend of the last `minutes`, again whenever it changed, at most once a second. */
  live: procedure
    .input(z.object({ by: costDimensionSchema, minutes: z.number().int().min(1).max(44_640), buckets }))
    .subscription(async function* ({ ctx, input: { minutes, ...input }, signal }) {
      const { telemetry } = ctx.services;
      const stop = signal ?? new AbortController().signal;
      for await (const _pulse of commitPulses(telemetry, COSTS_INTERVAL_MS, stop)) {
        const to = new Date();
        const from = new Date(to.getTime() - minutes * 60_000);
        yield await telemetry.queries.costs({ ...input, from: from.toISOString(), to: to.toISOString() });
      }
    }),
  /** The same for a fixed range. */
  range: procedure
    .input(
      z.object({
        by: costDimensionSchema,
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        buckets,
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.costs(input)),
});
