import { z } from 'zod';
import { isThreshold } from './threshold.ts';

/* The bounds keep a slip of the finger from becoming an outage: of the target, or of the machine that asks. */
export const MAX_RATE = 20_000;
export const MAX_USERS = 5_000;
export const MAX_STAGES = 50;
export const MAX_RUN_SECONDS = 4 * 3600;
export const MAX_REQUESTS = 5_000_000;

const headersSchema = z
  .record(z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,200}$/, 'a name of a header'), z.string().max(4096))
  .refine((headers) => Object.keys(headers).length <= 50, 'at most 50 headers');

const weight = z.number().positive().max(1_000_000).default(1);
const templateName = z.string().min(1).max(100);

/** Words of a call with its messages; `{{n}}` in a text is the number of the call, so that no two are alike. */
export const chatTemplateSchema = z.strictObject({
  kind: z.literal('chat'),
  name: templateName,
  weight,
  dialect: z.enum(['openai', 'anthropic']).default('openai'),
  model: z.string().min(1).max(200),
  system: z.string().max(100_000).default(''),
  prompt: z.string().min(1).max(1_000_000),
  maxTokens: z.number().int().min(1).max(1_000_000).default(256),
  stream: z.boolean().default(false),
});

export const embeddingsTemplateSchema = z.strictObject({
  kind: z.literal('embeddings'),
  name: templateName,
  weight,
  model: z.string().min(1).max(200),
  input: z.string().min(1).max(1_000_000),
});

export const httpTemplateSchema = z.strictObject({
  kind: z.literal('http'),
  name: templateName,
  weight,
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).default('GET'),
  /** With its query, below the URL of the target. */
  path: z
    .string()
    .regex(/^\/[^\s#]*$/, 'a path that begins with /')
    .max(8192)
    .default('/'),
  headers: headersSchema.default({}),
  body: z.string().max(1_000_000).nullable().default(null),
});

/** The messages of exchanges that were recorded, sent again in turn. */
export const recordedTemplateSchema = z.strictObject({
  kind: z.literal('recorded'),
  name: templateName,
  weight,
  /** In the language of docs/reference/filters.md. */
  filter: z.string().max(4000).default(''),
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
  /** At most so many of them, the newest. */
  limit: z.number().int().min(1).max(500).default(100),
  /** Asks this model instead of the recorded one. */
  model: z.string().min(1).max(200).nullable().default(null),
  maxTokens: z.number().int().min(1).max(1_000_000).default(256),
  stream: z.boolean().default(false),
});

export const loadTemplateSchema = z.discriminatedUnion('kind', [
  chatTemplateSchema,
  embeddingsTemplateSchema,
  httpTemplateSchema,
  recordedTemplateSchema,
]);
export type LoadTemplate = z.infer<typeof loadTemplateSchema>;

/** Where the load goes. */
export const loadTargetSchema = z.discriminatedUnion('kind', [
  /** The gateway of the deployment that runs the test; for the command, that at `url`. */
  z.strictObject({
    kind: z.literal('gateway'),
    url: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .default(null),
  }),
  /** Any server. One that is not on loopback is called only when `confirmedHost` repeats its host. */
  z.strictObject({
    kind: z.literal('url'),
    url: z.url({ protocol: /^https?$/ }),
    headers: headersSchema.default({}),
  }),
]);

/** The value goes in a straight line to `target` within the stage, from where the stage before it ended. */
export const loadStageSchema = z.strictObject({
  seconds: z.number().positive().max(MAX_RUN_SECONDS),
  target: z.number().min(0),
});

/**
 * `open`: requests start at a rate (requests per second), whatever the answers do. `closed`: so many users, each of whom
 * waits for an answer before the next request.
 */
export const loadShapeSchema = z
  .strictObject({
    model: z.enum(['open', 'closed']),
    /** Rate or users at the beginning. */
    start: z.number().min(0),
    stages: z.array(loadStageSchema).min(1).max(MAX_STAGES),
    /** How long a user waits between an answer and the next request; only of the closed model. */
    thinkMs: z.number().min(0).max(600_000).default(0),
  })
  .superRefine(({ model, start, stages }, context) => {
    const most = model === 'open' ? MAX_RATE : MAX_USERS;
    const unit = model === 'open' ? 'requests per second' : 'users';
    const highest = Math.max(start, ...stages.map(({ target }) => target));
    if (highest > most) context.addIssue({ code: 'custom', message: `at most ${most} ${unit}` });
    if (highest === 0) context.addIssue({ code: 'custom', message: `no ${unit} at any time` });
    if (stages.reduce((sum, { seconds }) => sum + seconds, 0) > MAX_RUN_SECONDS)
      context.addIssue({ code: 'custom', message: `longer than ${MAX_RUN_SECONDS} seconds in all` });
  });
export type LoadShape = z.infer<typeof loadShapeSchema>;

export const thresholdSchema = z.strictObject({
  expression: z.string().max(100).refine(isThreshold, 'such as p95<500ms, error_rate<1% or rps>=100'),
  /** Ends the run as soon as it does not hold. */
  abortOnFail: z.boolean().default(false),
});

export const loadPlanSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  target: loadTargetSchema.default({ kind: 'gateway', url: null }),
  shape: loadShapeSchema,
  mix: z.array(loadTemplateSchema).min(1).max(20),
  /** Calls of this time, at the first rate or with the first users, are not counted. */
  warmUpSeconds: z.number().min(0).max(600).default(0),
  thresholds: z.array(thresholdSchema).max(20).default([]),
  limits: z
    .strictObject({
      /** After so many starts the run ends. */
      maxRequests: z.number().int().min(1).max(MAX_REQUESTS).default(1_000_000),
      /** Calls under way at a time; a call that is due while so many are waits for one of them to end. */
      maxInFlight: z.number().int().min(1).max(10_000).default(1_000),
      /** A call that is not whole after this time has failed; one that could not start within it is dropped. */
      timeoutMs: z.number().int().min(10).max(600_000).default(30_000),
    })
    .prefault({}),
  /** Chooses among the templates; the same seed, the same order. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** The host of a target that is not on loopback, typed once more. */
  confirmedHost: z.string().max(255).nullable().default(null),
  /** Whether calls may go to providers that have to be paid. */
  mayCost: z.boolean().default(false),
});
export type LoadPlan = z.infer<typeof loadPlanSchema>;
/** A plan as it is written down: what has a default may be left out. */
export type LoadPlanInput = z.input<typeof loadPlanSchema>;

/** Whether a URL stays on this machine. Names other than `localhost` may be anybody's. */
export function isLoopbackUrl(url: string): boolean {
  const host = new URL(url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Host and port as a confirmation repeats them. */
export function hostOf(url: string): string {
  return new URL(url).host;
}
