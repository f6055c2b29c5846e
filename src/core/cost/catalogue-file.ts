import { z } from 'zod';

/** How a model's or provider's name is recognised, as in genai-prices. Names are compared in lower case. */
export type MatchRule =
  | { equals: string }
  | { starts_with: string }
  | { ends_with: string }
  | { contains: string }
  | { regex: string }
  | { or: MatchRule[] }
  | { and: MatchRule[] };

const matchRuleSchema: z.ZodType<MatchRule> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: z.string() }),
    z.strictObject({ starts_with: z.string() }),
    z.strictObject({ ends_with: z.string() }),
    z.strictObject({ contains: z.string() }),
    z.strictObject({ regex: z.string() }),
    z.strictObject({ or: z.array(matchRuleSchema) }),
    z.strictObject({ and: z.array(matchRuleSchema) }),
  ]),
);

/** Nano-dollars per million tokens. */
const ratesShape = {
  input: z.int().nonnegative().optional(),
  cacheRead: z.int().nonnegative().optional(),
  cacheWrite: z.int().nonnegative().optional(),
  output: z.int().nonnegative().optional(),
  reasoning: z.int().nonnegative().optional(),
  cacheWrite1h: z.int().nonnegative().optional(),
  audioInput: z.int().nonnegative().optional(),
  audioCacheRead: z.int().nonnegative().optional(),
  audioOutput: z.int().nonnegative().optional(),
  imageInput: z.int().nonnegative().optional(),
  imageOutput: z.int().nonnegative().optional(),
};
export type Rates = z.infer<z.ZodObject<typeof ratesShape>>;

/** What changes for the whole call when its input has more tokens than `above`. Ascending. */
const contextTiersSchema = z
  .array(z.strictObject({ above: z.int().nonnegative(), ...ratesShape }))
  .optional();

const periodSchema = z.strictObject({
  /** In force from the beginning of this day, UTC. */
  from: z.iso.date().optional(),
  /** In force until the beginning of this day, UTC. */
  to: z.iso.date().optional(),
  /** In force between these times of every day; the end may lie before the start, across midnight. */
  daily: z.tuple([z.string().regex(/^\d\d:\d\d:\d\dZ$/), z.string().regex(/^\d\d:\d\d:\d\dZ$/)]).optional(),
  ...ratesShape,
  /** Nano-dollars per request. */
  request: z.int().nonnegative().optional(),
  tiers: contextTiersSchema,
  /** Prices of calls that the vendor served at another tier than its standard one, by the tier's name. */
  serviceTiers: z.record(z.string(), z.strictObject({ ...ratesShape, tiers: contextTiersSchema })).optional(),
});
export type PricePeriod = z.infer<typeof periodSchema>;

const modelSchema = z.strictObject({
  id: z.string(),
  match: matchRuleSchema,
  /** The last period that is in force counts; the first one when none is. */
  prices: z.array(periodSchema).min(1),
});

const providerSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  match: matchRuleSchema.optional(),
  modelMatch: matchRuleSchema.optional(),
  /** Providers whose models this one resells at their price. */
  fallback: z.array(z.string()).optional(),
  models: z.array(modelSchema),
});

/** resources/prices/catalogue.json, as scripts/update-prices.mjs writes it. */
export const catalogueFileSchema = z.strictObject({
  source: z.string(),
  licence: z.string(),
  date: z.iso.date(),
  unit: z.string(),
  providers: z.array(providerSchema),
});
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
