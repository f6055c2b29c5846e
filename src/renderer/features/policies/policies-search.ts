import { z } from 'zod';

/** What the list of sets shows, in its URL. */
export const policiesSearchSchema = z.object({
  /** The dialog of a new policy is open. */
  create: z.literal(true).optional().catch(undefined),
});

export const policyTabSchema = z.enum(['rules', 'versions', 'test', 'backtest', 'shadow']);
export type PolicyTab = z.infer<typeof policyTabSchema>;

const version = z.coerce.number().int().positive().optional().catch(undefined);

/** What the page of a set shows, in its URL. */
export const policySearchSchema = z.object({
  tab: policyTabSchema.optional().catch(undefined),
  /** The rule that is open. */
  rule: z.string().optional().catch(undefined),
  /** The versions that are compared. */
  before: version,
  after: version,
  /** The exchange that is tested: its trace, and its span where it is not the first exchange there. */
  trace: z.string().optional().catch(undefined),
  span: z.string().optional().catch(undefined),
});
