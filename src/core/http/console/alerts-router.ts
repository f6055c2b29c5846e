import { EventEmitter, on } from 'node:events';
import { z } from 'zod';
import {
  groupContentSchema,
  historyQuestionSchema,
  newChannelSchema,
  newSilenceSchema,
  previewRequestSchema,
  saveGroupSchema,
  saveSloSchema,
  sloContentSchema,
  type DesktopNotice,
  type GroupState,
  type Silence,
} from '../../../shared/alert/index.ts';
import { changePulses } from './live.ts';
import type { AlertAdministration } from './services.ts';
import { CONSOLE_ACTOR, procedure, router, searching } from './trpc.ts';

const LIVE_INTERVAL_MS = 500;
const MAX_YAML = 4_000_000;
const byId = z.object({ id: z.string().max(300) });

const groupsRouter = router({
  /** A group as it can be edited. */
  get: procedure.input(byId).query(({ ctx, input }) => ctx.services.alerts.rules.get(input.id)),
  create: procedure
    .input(z.object({ content: groupContentSchema }))
    .mutation(({ ctx, input }) => ctx.services.alerts.rules.create(input.content, CONSOLE_ACTOR)),
  save: procedure
    .input(saveGroupSchema.extend(byId.shape))
    .mutation(({ ctx, input: { id, ...save } }) => ctx.services.alerts.rules.save(id, save, CONSOLE_ACTOR)),
  remove: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.alerts.rules.remove(input.id, CONSOLE_ACTOR)),
  copy: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.alerts.rules.copy(input.id, CONSOLE_ACTOR)),
  setEnabled: procedure
    .input(byId.extend({ rule: z.string().max(300), enabled: z.boolean() }))
    .mutation(({ ctx, input: { id, rule, enabled } }) =>
      ctx.services.alerts.rules.setEnabled(id, rule, enabled, CONSOLE_ACTOR),
    ),
  importYaml: procedure
    .input(z.object({ yaml: z.string().max(MAX_YAML) }))
    .mutation(({ ctx, input }) => ctx.services.alerts.rules.importYaml(input.yaml, CONSOLE_ACTOR)),
  exportYaml: procedure
    .input(z.object({ ids: z.array(z.string().max(300)).max(1_000).nullable() }))
    .query(({ ctx, input }) => ctx.services.alerts.rules.exportYaml(input.ids)),
});

const silencesRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.alerts.silences.list()),
  add: procedure
    .input(newSilenceSchema)
    .mutation(({ ctx, input }) => ctx.services.alerts.silences.add(input, CONSOLE_ACTOR)),
  change: procedure
    .input(z.object({ id: z.string().max(100), silence: newSilenceSchema }))
    .mutation(({ ctx, input }) =>
      ctx.services.alerts.silences.change(input.id, input.silence, CONSOLE_ACTOR),
    ),
  end: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.alerts.silences.end(input.id, CONSOLE_ACTOR)),
});

const slosRouter = router({
  /** With what is left of their budgets. */
  list: procedure.query(({ ctx }) => ctx.services.alerts.sloStates()),
  create: procedure
    .input(z.object({ content: sloContentSchema }))
    .mutation(({ ctx, input }) => ctx.services.alerts.slos.create(input.content, CONSOLE_ACTOR)),
  save: procedure
    .input(saveSloSchema.extend(byId.shape))
    .mutation(({ ctx, input: { id, ...save } }) => ctx.services.alerts.slos.save(id, save, CONSOLE_ACTOR)),
  remove: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.alerts.slos.remove(input.id, CONSOLE_ACTOR)),
});

const channelsRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.alerts.notifier.list()),
  add: procedure
    .input(newChannelSchema)
    .mutation(({ ctx, input }) => ctx.services.alerts.notifier.add(input, CONSOLE_ACTOR)),
  change: procedure
    .input(z.object({ id: z.string().max(100), channel: newChannelSchema }))
    .mutation(({ ctx, input }) =>
      ctx.services.alerts.notifier.change(input.id, input.channel, CONSOLE_ACTOR),
    ),
  remove: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.alerts.notifier.remove(input.id, CONSOLE_ACTOR)),
  test: procedure.input(byId).mutation(({ ctx, input }) => ctx.services.alerts.notifier.test(input.id)),
});

export const alertsRouter = router({
  /** Groups with the states of their rules and alerts, and the silences: at once, and after changes. */
  live: procedure.subscription(({ ctx, signal }) =>
    statesOf(ctx.services.alerts, signal ?? new AbortController().signal),
  ),
  /** What is to be shown on the desktop, as it comes. */
  notices: procedure.subscription(({ ctx, signal }) =>
    noticesOf(ctx.services.alerts, signal ?? new AbortController().signal),
  ),
  history: procedure
    .input(historyQuestionSchema)
    .query(({ ctx, input }) => ctx.services.alerts.history(input)),
  preview: searching
    .input(previewRequestSchema)
    .query(({ ctx, input }) => ctx.services.alerts.preview(input)),
  runbook: procedure
    .input(z.object({ name: z.string().max(80) }))
    .query(({ ctx, input }) => ctx.services.alerts.runbook(input.name)),
  groups: groupsRouter,
  silences: silencesRouter,
  slos: slosRouter,
  channels: channelsRouter,
});

async function* statesOf(
  alerts: AlertAdministration,
  signal: AbortSignal,
): AsyncGenerator<{ groups: GroupState[]; silences: Silence[] }> {
  for await (const _pulse of changePulses((listener) => alerts.onChange(listener), LIVE_INTERVAL_MS, signal))
    yield { groups: alerts.states(), silences: alerts.silences.list() };
}

async function* noticesOf(alerts: AlertAdministration, signal: AbortSignal): AsyncGenerator<DesktopNotice> {
  const emitter = new EventEmitter<{ notice: [DesktopNotice] }>();
  const stopListening = alerts.notifier.onNotice((notice) => void emitter.emit('notice', notice));
  try {
    for await (const [notice] of on(emitter, 'notice', { signal }) as AsyncIterable<[DesktopNotice]>)
      yield notice;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopListening();
  }
}
