import { z } from 'zod';

/** The name of the provider that is built in. */
export const SIMULATED_PROVIDER = 'simulated';

export const providerNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower-case letters, digits, - and _, at most 63 characters')
  .refine((name) => name !== SIMULATED_PROVIDER, `"${SIMULATED_PROVIDER}" is the built-in provider`);

/** The wire formats that upstreams speak. */
export const providerDialectSchema = z.enum(['openai', 'anthropic', 'gemini']);
export type ProviderDialect = z.infer<typeof providerDialectSchema>;

/** What a user gives to add an upstream. The key is write-only: no answer ever holds it. */
export const newProviderSchema = z.object({
  name: providerNameSchema,
  dialect: providerDialectSchema,
  baseUrl: z.url({ protocol: /^https?$/ }),
  apiKey: z.string().max(4096).optional(),
});
export type NewProvider = z.infer<typeof newProviderSchema>;

export const providerSchema = z.object({
  name: z.string(),
  dialect: providerDialectSchema,
  baseUrl: z.string(),
  hasKey: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Provider = z.infer<typeof providerSchema>;

/** How a simulated model behaves. Everything it does follows from `seed` and the request. */
export const simulatedModelSchema = z.object({
  model: z.string(),
  /** Whose list price applies, for example "openai/gpt-4o"; null: no price is known. */
  priceAs: z.string().nullable(),
  /** Time to the first token. */
  latencyMs: z.number().min(0).max(600_000),
  tokensPerSecond: z.number().min(0.1).max(1_000_000),
  /** Share of requests that fail with `errorStatus`. */
  errorRate: z.number().min(0).max(1),
  errorStatus: z.union([z.literal(400), z.literal(429), z.literal(500), z.literal(503)]),
  /** Share of streams that end as `streamFault` says. */
  streamFaultRate: z.number().min(0).max(1),
  streamFault: z.enum(['none', 'cut', 'stall', 'malformed', 'no_usage', 'error_event']),
});
export type SimulatedModel = z.infer<typeof simulatedModelSchema>;

export const simulationSchema = z.object({ seed: z.number().int(), models: z.array(simulatedModelSchema) });
export type Simulation = z.infer<typeof simulationSchema>;
