import { z } from 'zod';
import { guardNameSchema, guardOutcomeSchema } from '../guard/index.ts';

/**
 * What conditions are asked of, besides the messages: recorded with each exchange that a policy decided about (span
 * attribute `signalbox.policy.input`), so that a backtest asks exactly what enforcing would have asked. Names are as rules
 * write them. What is not known is empty: '' or 0.
 */
export const policyInputSchema = z.object({
  request: z.object({
    /** As the caller names it: a model, PROVIDER/MODEL or a route. */
    model: z.string(),
    operation: z.string(),
    dialect: z.string(),
    stream: z.boolean(),
    /** The most tokens of answer that the caller allows. */
    max_tokens: z.number().int(),
    /** -1: not said. */
    temperature: z.number(),
    tools: z.array(z.string()),
    attachments: z.number().int(),
    messages: z.number().int(),
    characters: z.number().int(),
    /** The answer is to be JSON. */
    json: z.boolean(),
    service: z.string(),
    session: z.string(),
    agent: z.string(),
  }),
  scope: z.object({ org: z.string(), workspace: z.string(), user: z.string() }),
  key: z.object({ id: z.string(), name: z.string() }),
  tokens: z.object({ input: z.number().int() }),
  /** Dollars: the most that the call may cost. */
  cost: z.object({ estimate: z.number() }),
  /** UTC. Weekdays from 1, Monday, to 7. */
  time: z.object({ unix: z.number().int(), hour: z.number().int(), weekday: z.number().int() }),
  /** Who would answer first, without any policy. */
  target: z.object({ provider: z.string(), model: z.string(), region: z.string() }),
  /** By guard; one that did not run is absent. */
  guards: z.partialRecord(
    guardNameSchema,
    z.object({
      outcome: guardOutcomeSchema,
      score: z.number(),
      hits: z.number().int(),
      kinds: z.array(z.string()),
    }),
  ),
  /** Cosine to the nearest prompt: earlier ones of the scope, the known bad, the known good. 0: none, or not compared. */
  similarity: z.object({ recent: z.number(), bad: z.number(), good: z.number() }),
  /** Dollars spent today (UTC) before this call. */
  spend: z.object({ org: z.number(), workspace: z.number(), user: z.number() }),
  /** Of the target, in the last five minutes. */
  failures: z.object({ recent: z.number().int(), rate: z.number() }),
});
export type PolicyInput = z.infer<typeof policyInputSchema>;

/** A message as conditions see it: what there is to read in it. */
export interface PolicyMessage {
  /** system, user, assistant or tool. */
  readonly role: string;
  readonly text: string;
}
