import { z } from 'zod';
import { newProviderSchema, simulationSchema } from '../../../shared/provider.ts';
import type { WorkloadState } from '../../../shared/deployment.ts';
import { alertsRouter } from './alerts-router.ts';
import { costsRouter } from './costs-router.ts';
import { dashboardsRouter } from './dashboards-router.ts';
import { exportsRouter } from './exports-router.ts';
import { flagsRouter } from './flags-router.ts';
import { guardsRouter } from './guards-router.ts';
import { healthRouter } from './health-router.ts';
import { limitsRouter } from './limits-router.ts';
import { loadRouter } from './load-router.ts';
import { pricesRouter } from './prices-router.ts';
import { accessRouter, keysRouter } from './keys-router.ts';
import { commitPulses } from './live.ts';
import type { WorkloadAdministration } from './services.ts';
import { metricsRouter } from './metrics-router.ts';
import { routesRouter } from './routes-router.ts';
import { sessionsRouter } from './sessions-router.ts';
import { policiesRouter } from './policies-router.ts';
import { similarityRouter } from './similarity-router.ts';
import { tracesRouter } from './traces-router.ts';
import { viewsRouter } from './views-router.ts';
import { CONSOLE_ACTOR, procedure, router } from './trpc.ts';

const OVERVIEW_INTERVAL_MS = 1_000;

const deploymentRouter = router({
  info: procedure.query(({ ctx }) => ctx.services.deployment()),
});

const overviewRouter = router({
  /** The figures of the last `minutes`, again whenever they changed, at most once a second. */
  live: procedure
    .input(
      z.object({ minutes: z.number().int().min(1).max(44_640), buckets: z.number().int().min(1).max(200) }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const stop = signal ?? new AbortController().signal;
      for await (const _pulse of commitPulses(ctx.services.telemetry, OVERVIEW_INTERVAL_MS, stop)) {
        const to = new Date();
        const from = new Date(to.getTime() - input.minutes * 60_000);
        yield await ctx.services.telemetry.queries.overview({
          from: from.toISOString(),
          to: to.toISOString(),
          buckets: input.buckets,
        });
      }
    }),
  /** The same for a fixed range. */
  range: procedure
    .input(
      z.object({
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        buckets: z.number().int().min(1).max(200),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.overview(input)),
});

const providersRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.providers.list()),
  add: procedure
    .input(newProviderSchema)
    .mutation(({ ctx, input }) => ctx.services.providers.add(input, CONSOLE_ACTOR)),
  remove: procedure
    .input(z.object({ name: z.string() }))
    .mutation(({ ctx, input }) => ctx.services.providers.remove(input.name, CONSOLE_ACTOR)),
});

const simulationRouter = router({
  get: procedure.query(({ ctx }) => ctx.services.simulation.get()),
  set: procedure
    .input(simulationSchema)
    .mutation(({ ctx, input }) => ctx.services.simulation.set(input, CONSOLE_ACTOR)),
});

const workloadRouter = router({
  start: procedure.mutation(({ ctx }) => ctx.services.workload.start()),
  cancel: procedure.mutation(({ ctx }) => ctx.services.workload.cancel()),
  /** The state now and at every change. */
  live: procedure.subscription(({ ctx, signal }) =>
    workloadStates(ctx.services.workload, signal ?? new AbortController().signal),
  ),
});

async function* workloadStates(
  workload: WorkloadAdministration,
  signal: AbortSignal,
): AsyncGenerator<WorkloadState> {
  let wake: () => void = () => {};
  let changed = true;
  const notify = () => {
    changed = true;
    wake();
  };
  const stopListening = workload.onChange(notify);
  signal.addEventListener('abort', notify);
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      changed = false;
      yield workload.state();
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', notify);
  }
}

export const consoleRouter = router({
  /** Gives up a query of this connection by the `callId` that came with its input. */
  cancel: procedure
    .input(z.object({ callId: z.string().max(40) }))
    .mutation(({ ctx, input }) => ctx.calls.cancel(input.callId)),
  deployment: deploymentRouter,
  overview: overviewRouter,
  costs: costsRouter,
  prices: pricesRouter,
  traces: tracesRouter,
  exports: exportsRouter,
  sessions: sessionsRouter,
  providers: providersRouter,
  keys: keysRouter,
  access: accessRouter,
  flags: flagsRouter,
  guards: guardsRouter,
  health: healthRouter,
  limits: limitsRouter,
  load: loadRouter,
  metrics: metricsRouter,
  routes: routesRouter,
  views: viewsRouter,
  policies: policiesRouter,
  dashboards: dashboardsRouter,
  alerts: alertsRouter,
  similarity: similarityRouter,
  simulation: simulationRouter,
  workload: workloadRouter,
});

/** The console protocol as a type: the only thing of the engine that the renderer imports. */
export type ConsoleRouter = typeof consoleRouter;
