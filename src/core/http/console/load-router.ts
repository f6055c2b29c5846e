import { z } from 'zod';
import { loadPlanSchema, reportFormatSchema, type LoadLive } from '../../../shared/load/index.ts';
import { writeReport } from '../../load/index.ts';
import { changePulses } from './live.ts';
import type { LoadAdministration } from './services.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const LIVE_INTERVAL_MS = 500;
const id = z.string().max(100);
const byId = z.object({ id });

export const loadRouter = router({
  /** Starts one, which runs to its end whoever looks at it. */
  start: procedure
    .input(loadPlanSchema)
    .mutation(({ ctx, input }) => ctx.services.loadTests.start(input, CONSOLE_ACTOR)),
  stop: procedure.input(byId).mutation(({ ctx, input }) => ctx.services.loadTests.stop(input.id)),
  list: procedure.query(({ ctx }) => ctx.services.loadTests.list()),
  get: procedure.input(byId).query(({ ctx, input }) => ctx.services.loadTests.get(input.id)),
  remove: procedure.input(byId).mutation(({ ctx, input }) => ctx.services.loadTests.remove(input.id)),
  compare: procedure
    .input(z.object({ base: id, other: id }))
    .query(({ ctx, input }) => ctx.services.loadTests.compare(input.base, input.other)),
  estimate: procedure.input(loadPlanSchema).query(({ ctx, input }) => ctx.services.loadTests.estimate(input)),
  /** The text of a report. */
  report: procedure
    .input(byId.extend({ format: reportFormatSchema }))
    .query(async ({ ctx, input }) => writeReport(await ctx.services.loadTests.get(input.id), input.format)),
  /** A run, now and as it goes on; the last that is sent is how it ended. */
  live: procedure.input(byId).subscription(({ ctx, input, signal }) => {
    // Asked here, so that an id that is not known is an error and not an empty stream.
    ctx.services.loadTests.live(input.id);
    return livesOf(ctx.services.loadTests, input.id, signal ?? new AbortController().signal);
  }),
});

async function* livesOf(
  loadTests: LoadAdministration,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<LoadLive> {
  const pulses = changePulses((listener) => loadTests.onChange(listener), LIVE_INTERVAL_MS, signal);
  for await (const _pulse of pulses) {
    const live = loadTests.live(id);
    yield live;
    if (live.summary.state !== 'running') return;
  }
}
