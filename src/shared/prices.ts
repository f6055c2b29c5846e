import { z } from 'zod';

/** The price catalogue in force, and the user's own prices over it. */
export const priceInfoSchema = z.object({
  /** Where the data is from, for example "@pydantic/genai-prices 0.1.8". */
  source: z.string(),
  /** ISO date of the data. */
  date: z.string(),
  models: z.number().int(),
  /** `bundled` came with this version; `imported` was given by a user. */
  origin: z.enum(['bundled', 'imported']),
  /** ISO time of the import. */
  importedAt: z.string().nullable(),
  /** What going back leads to; null: this is the bundled one. */
  previous: z.object({ source: z.string(), date: z.string() }).nullable(),
  /** Null: no file of own prices is set. */
  overrides: z.object({ date: z.string(), models: z.array(z.string()) }).nullable(),
});
export type PriceInfo = z.infer<typeof priceInfoSchema>;
