import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { resourcePath } from '../resources.ts';
import { catalogueFileSchema } from './catalogue-file.ts';
import { loadCatalogue } from './index.ts';

const catalogue = loadCatalogue();
const file = catalogueFileSchema.parse(
  JSON.parse(readFileSync(resourcePath('prices/catalogue.json'), 'utf8')),
);

/** Models that bill text tokens both ways and are found by the same name in both libraries. */
const names = file.providers.flatMap((provider) =>
  provider.models
    .filter(({ prices }) => prices.every(({ input, output }) => input !== undefined && output !== undefined))
    .map(({ id }) => ({ provider: provider.id, model: id })),
);

const usages = fc
  .record({
    fresh: fc.nat(300_000),
    cacheRead: fc.nat(300_000),
    cacheWrite: fc.nat(100_000),
    plain: fc.nat(100_000),
    reasoning: fc.nat(50_000),
  })
  .map(({ fresh, cacheRead, cacheWrite, plain, reasoning }) => ({
    ...NO_USAGE,
    input: fresh + cacheRead + cacheWrite,
    output: plain + reasoning,
    cacheRead,
    cacheWrite,
    reasoning,
  }));

const calls = fc.record({
  name: fc.constantFrom(...names),
  usage: usages,
  at: fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
});

describe('any priced call', () => {
  it('has parts that are not negative and add up to the total', () => {
    fc.assert(
      fc.property(calls, ({ name, usage, at }) => {
        const cost = catalogue.price({ ...name, usage, atUnixNano: BigInt(at.getTime()) * 1_000_000n });
        if (cost === null) throw new Error(`no price for ${name.provider}/${name.model}`);
        const parts = [cost.input, cost.cacheRead, cost.cacheWrite, cost.output, cost.reasoning].map(BigInt);
        expect(parts.every((part) => part >= 0n)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(cost.total));
      }),
    );
  });

  it('costs no less with more tokens', () => {
    fc.assert(
      fc.property(calls, fc.nat(400_000), fc.nat(50_000), ({ name, usage, at }, moreInput, moreOutput) => {
        const atUnixNano = BigInt(at.getTime()) * 1_000_000n;
        const less = catalogue.price({ ...name, usage, atUnixNano });
        const grown = { ...usage, input: usage.input + moreInput, output: usage.output + moreOutput };
        const more = catalogue.price({ ...name, usage: grown, atUnixNano });
        expect(BigInt(more?.total ?? -1)).toBeGreaterThanOrEqual(BigInt(less?.total ?? 0));
      }),
    );
  });

  it('costs what genai-prices computes in floating numbers', () => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    let compared = 0;
    fc.assert(
      fc.property(calls, ({ name, usage, at }) => {
        const theirs = calcPrice(
          {
            input_tokens: usage.input,
            output_tokens: usage.output,
            cache_read_tokens: usage.cacheRead,
            cache_write_tokens: usage.cacheWrite,
            output_reasoning_tokens: usage.reasoning,
          },
          name.model,
          { providerId: name.provider, timestamp: at },
        );
        const ours = catalogue.price({ ...name, usage, atUnixNano: BigInt(at.getTime()) * 1_000_000n });
        // Some entries match no name of their own (`regional.*`); theirs then finds nothing, ours finds them by id.
        if (theirs === null) return;
        compared += 1;
        // Half a nano-dollar for each of five parts, and their rounding of binary fractions.
        const nanos = theirs.total_price * 1e9;
        expect(Math.abs(Number(ours?.total) - nanos)).toBeLessThanOrEqual(2.5 + nanos * 1e-8);
      }),
      { numRuns: 600 },
    );
    expect(compared).toBeGreaterThan(400);
    vi.restoreAllMocks();
  });
});
