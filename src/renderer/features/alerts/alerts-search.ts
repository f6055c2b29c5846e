import { z } from 'zod';

export const alertsTabSchema = z.enum(['firing', 'rules', 'slos', 'silences', 'channels']);
export type AlertsTab = z.infer<typeof alertsTabSchema>;

/** Which tab is shown, and which alert or rule is opened in it. */
export const alertsSearchSchema = z.object({
  tab: alertsTabSchema.optional().catch(undefined),
  /** A fingerprint. */
  alert: z.string().max(40).optional().catch(undefined),
  /** A group and a rule of it. */
  group: z.string().max(300).optional().catch(undefined),
  rule: z.string().max(300).optional().catch(undefined),
});
