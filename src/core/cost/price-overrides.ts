import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';
import { compilePrices } from './model-prices.ts';
import type { FoundModel } from './model-finder.ts';

/** Dollars per million tokens: a decimal, best in quotes; at most nine places, which is a whole nano-dollar. */
const dollarsSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,6}(\.\d{1,9})?$/, 'dollars per million tokens, for example "2.50"'))
  .transform(nanosPerMillion);

const optionalRates = {
  cacheRead: dollarsSchema.optional(),
  cacheWrite: dollarsSchema.optional(),
  cacheWrite1h: dollarsSchema.optional(),
  output: dollarsSchema.optional(),
  reasoning: dollarsSchema.optional(),
  audioInput: dollarsSchema.optional(),
  audioCacheRead: dollarsSchema.optional(),
  audioOutput: dollarsSchema.optional(),
  imageInput: dollarsSchema.optional(),
  imageOutput: dollarsSchema.optional(),
};
const ratesShape = { input: dollarsSchema, ...optionalRates };

const contextTiersSchema = z
  .array(z.strictObject({ above: z.int().nonnegative(), input: dollarsSchema.optional(), ...optionalRates }))
  .refine(
    (tiers) => tiers.every(({ above }, i) => i === 0 || above > (tiers[i - 1]?.above ?? 0)),
    'ascending',
  )
  .optional();

const periodSchema = z.strictObject({
  /** In force from the beginning of one day to the beginning of another, UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  ...ratesShape,
  tiers: contextTiersSchema,
  serviceTiers: z.record(z.string(), z.strictObject({ ...ratesShape, tiers: contextTiersSchema })).optional(),
});

const overridesSchema = z.strictObject({
  /** The day these prices were agreed; recorded with each cost. */
  date: z.iso.date(),
  /** By "provider/model", where the provider is one of the catalogue or a user's own. */
  models: z.record(
    z.string().regex(/^[^/]+\/.+$/, 'provider/model'),
    z.union([periodSchema, z.array(periodSchema).min(1)]),
  ),
});

export interface PriceOverrides {
  readonly date: string;
  /** By the name in lower case. */
  readonly models: ReadonlyMap<string, FoundModel>;
}

export const NO_OVERRIDES: PriceOverrides = { date: '', models: new Map() };

/**
 * Reads a user's own prices (YAML or JSON). They win over the catalogue's while they are in force.
 * @throws SignalboxError CONFIG_INVALID
 */
export function readPriceOverrides(path: string): PriceOverrides {
  const result = overridesSchema.safeParse(readYaml(path));
  if (!result.success) throw invalid(z.prettifyError(result.error), path);
  const { date, models } = result.data;
  const found = Object.entries(models).map(([name, periods]): [string, FoundModel] => [
    name.toLowerCase(),
    { name, agreed: date, prices: compilePrices([periods].flat()) },
  ]);
  return { date, models: new Map(found) };
}

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), path);
  }
}

function invalid(reason: string, path: string): SignalboxError {
  return new SignalboxError('CONFIG_INVALID', { setting: 'prices', reason, source: path });
}

/** Moves the decimal point in the text, so that no binary fraction is rounded. */
function nanosPerMillion(dollars: string): number {
  const [whole = '0', fraction = ''] = dollars.split('.');
  return Number(whole + fraction.padEnd(9, '0'));
}
