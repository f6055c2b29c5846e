import { z } from 'zod';
import { backtestQuestionSchema, backtestRequestSchema, type Backtest } from '../../../shared/backtest.ts';
import { changePulses } from './live.ts';
import type { BacktestAdministration } from './services.ts';
import { procedure, router } from './trpc.ts';

const LIVE_INTERVAL_MS = 250;
const byId = z.object({ id: z.string().max(100) });

export const backtestRouter = router({
  /** Starts one, which runs to its end whoever looks at it. */
  start: procedure
    .input(backtestRequestSchema)
    .mutation(({ ctx, input }) => ctx.services.backtests.start(input)),
  cancel: procedure.input(byId).mutation(({ ctx, input }) => ctx.services.backtests.cancel(input.id)),
  get: procedure.input(byId).query(({ ctx, input }) => ctx.services.backtests.get(input.id)),
  /** Those that run and the last that ended, oldest first. */
  list: procedure.query(({ ctx }) => ctx.services.backtests.list()),
  /** One of them, now and as it goes on; the last that is sent is how it ended. */
  live: procedure.input(byId).subscription(({ ctx, input, signal }) => {
    // Asked here, so that an id that is not known is an error and not an empty stream.
    ctx.services.backtests.get(input.id);
    return statesOf(ctx.services.backtests, input.id, signal ?? new AbortController().signal);
  }),
  /** A page of the exchanges that would go otherwise. */
  exchanges: procedure
    .input(backtestQuestionSchema)
    .query(({ ctx, input }) => ctx.services.backtests.exchanges(input)),
});

async function* statesOf(
  backtests: BacktestAdministration,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<Backtest> {
  const pulses = changePulses((listener) => backtests.onChange(listener), LIVE_INTERVAL_MS, signal);
  let sent: Backtest | null = null;
  for await (const _pulse of pulses) {
    const state = backtests.get(id);
    // What changed may have been another one.
    if (state !== sent) yield state;
    sent = state;
    if (state.state !== 'running') return;
  }
}
