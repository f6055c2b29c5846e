import { z } from 'zod';

/** The stages that exist, in the order of the pipeline. */
export const stageSchema = z.enum([
  'authenticate',
  'idempotency',
  'limit',
  'guard_input',
  'similarity',
  'policy',
  'route',
  'call',
  'guard_output',
  'account',
  'record',
]);
export type Stage = z.infer<typeof stageSchema>;

/** What a stage decided about an exchange. Recorded as a span event named `signalbox.decision`. */
export const decisionSchema = z.object({
  stage: stageSchema,
  outcome: z.enum(['allow', 'block', 'modify', 'reroute', 'observe']),
  reason: z.string(),
  /** What the stage itself cost, without waiting for others. */
  micros: z.number().nonnegative(),
});
export type Decision = z.infer<typeof decisionSchema>;
