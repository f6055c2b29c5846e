import { z } from 'zod';
import {
  evaluatePoliciesSchema,
  policyContentSchema,
  savePolicySchema,
} from '../../../shared/policy/index.ts';
import { backtestRouter } from './backtest-router.ts';
import { CONSOLE_ACTOR, procedure, router, searching } from './trpc.ts';

const byId = z.object({ id: z.string().max(100) });
const version = z.number().int().positive();

export const policiesRouter = router({
  /** The oldest first. */
  list: procedure.query(({ ctx }) => [...ctx.services.policies.list()]),
  get: procedure.input(byId).query(({ ctx, input }) => ctx.services.policies.get(input.id)),
  /** Newest first. */
  versions: procedure.input(byId).query(({ ctx, input }) => ctx.services.policies.versions(input.id)),
  create: procedure
    .input(z.object({ content: policyContentSchema }))
    .mutation(({ ctx, input }) => ctx.services.policies.create(input.content, CONSOLE_ACTOR)),
  save: procedure
    .input(savePolicySchema.extend(byId.shape))
    .mutation(({ ctx, input: { id, ...save } }) => ctx.services.policies.save(id, save, CONSOLE_ACTOR)),
  publish: procedure
    .input(byId.extend({ version }))
    .mutation(({ ctx, input }) => ctx.services.policies.publish(input.id, input.version, CONSOLE_ACTOR)),
  unpublish: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.policies.unpublish(input.id, CONSOLE_ACTOR)),
  remove: procedure
    .input(byId)
    .mutation(({ ctx, input }) => ctx.services.policies.remove(input.id, CONSOLE_ACTOR)),
  importYaml: procedure
    .input(z.object({ yaml: z.string().max(1024 * 1024) }))
    .mutation(({ ctx, input }) => ctx.services.policies.importYaml(input.yaml, CONSOLE_ACTOR)),
  exportYaml: procedure
    .input(byId.extend({ version: version.optional() }))
    .query(({ ctx, input }) => ctx.services.policies.exportYaml(input.id, input.version)),
  /** How often each set was asked in a range, and how often a rule of it matched. */
  hits: procedure
    .input(z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) }))
    .query(({ ctx, input }) => {
      const setIds = ctx.services.policies.list().map(({ id }) => id);
      return ctx.services.telemetry.queries.policyHits({ ...input, setIds });
    }),
  backtest: backtestRouter,
  /** What a set in shadow would have done in a range, beside what was enforced, with a page of the differences. */
  shadow: searching
    .input(
      z.object({
        setId: z.string().max(100),
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        limit: z.number().int().min(1).max(200).default(50),
        cursor: z.string().max(100).nullable().default(null),
      }),
    )
    .query(({ ctx, input }) => ctx.services.telemetry.queries.policyShadow(input, { signal: ctx.signal })),
  /** What drafts, or the published sets, would decide about exchanges. */
  evaluate: procedure
    .input(evaluatePoliciesSchema)
    .query(({ ctx, input }) => ctx.services.policies.evaluate(input)),
});
