import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';
import type { Rates } from './catalogue-file.ts';
import { compilePrices } from './model-prices.ts';
import type { FoundModel } from './model-finder.ts';

/** Dollars per million tokens: a decimal, best in quotes; at most nine places, which is a whole nano-dollar. */
const dollarsSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,6}(\.\d{1,9})?$/, 'dollars per million tokens, for example "2.50"'));

const overridesSchema = z.strictObject({
  /** The day these prices were agreed; recorded with each cost. */
  date: z.iso.date(),
  /** By "provider/model", where the provider is one of the catalogue or a user's own. */
  models: z.record(
    z.string().regex(/^[^/]+\/.+$/, 'provider/model'),
    z.strictObject({
      input: dollarsSchema,
      cacheRead: dollarsSchema.optional(),
      cacheWrite: dollarsSchema.optional(),
      output: dollarsSchema.optional(),
      reasoning: dollarsSchema.optional(),
    }),
  ),
});

export interface PriceOverrides {
  readonly date: string;
  readonly models: ReadonlyMap<string, FoundModel>;
}

export const NO_OVERRIDES: PriceOverrides = { date: '', models: new Map() };

/**
 * Reads a user's own prices (YAML or JSON). They win over the catalogue's.
 * @throws SignalboxError CONFIG_INVALID
 */
export function readPriceOverrides(path: string): PriceOverrides {
  const result = overridesSchema.safeParse(readYaml(path));
  if (!result.success) throw invalid(z.prettifyError(result.error), path);
  const models = new Map<string, FoundModel>();
  for (const [name, dollars] of Object.entries(result.data.models)) {
    const rates: Rates = {
      input: nanosPerMillion(dollars.input),
      ...(dollars.cacheRead !== undefined && { cacheRead: nanosPerMillion(dollars.cacheRead) }),
      ...(dollars.cacheWrite !== undefined && { cacheWrite: nanosPerMillion(dollars.cacheWrite) }),
      ...(dollars.output !== undefined && { output: nanosPerMillion(dollars.output) }),
      ...(dollars.reasoning !== undefined && { reasoning: nanosPerMillion(dollars.reasoning) }),
    };
    models.set(name.toLowerCase(), { name, prices: compilePrices([rates]) });
  }
  return { date: result.data.date, models };
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
