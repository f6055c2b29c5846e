import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogue } from '../../src/core/cost/index.ts';
import { readUsage as readAnthropicUsage } from '../../src/core/dialects/anthropic/usage.ts';
import { readUsage as readGeminiUsage } from '../../src/core/dialects/gemini/usage.ts';
import { readUsage as readOpenAiUsage } from '../../src/core/dialects/openai/usage.ts';

const callSchema = z.strictObject({
  id: z.string(),
  why: z.string(),
  vendor: z.enum(['openai', 'anthropic', 'gemini']),
  provider: z.string(),
  model: z.string(),
  at: z.iso.datetime(),
  serviceTier: z.string().optional(),
  usage: z.unknown(),
  price: z.string().nullable(),
  lines: z.array(z.string()),
  nanos: z.number().nullable(),
});
type Call = z.infer<typeof callSchema>;

const corpus = z
  .strictObject({
    about: z.string(),
    prices: z.record(z.string(), z.record(z.string(), z.string())),
    calls: z.array(callSchema),
  })
  .parse(JSON.parse(readFileSync(new URL('./prices.json', import.meta.url), 'utf8')));

const READERS = { openai: readOpenAiUsage, anthropic: readAnthropicUsage, gemini: readGeminiUsage };
const catalogue = loadCatalogue();

function priceOf(call: Call) {
  return catalogue.price({
    provider: call.provider,
    model: call.model,
    usage: READERS[call.vendor](call.usage),
    atUnixNano: BigInt(Date.parse(call.at)) * 1_000_000n,
    serviceTier: call.serviceTier ?? null,
  });
}

const KINDS: Record<
  string,
  { price: string; part: 'input' | 'cacheRead' | 'cacheWrite' | 'output' | 'reasoning' }
> = {
  input: { price: 'input', part: 'input' },
  'audio input': { price: 'audioIn', part: 'input' },
  'image input': { price: 'imageIn', part: 'input' },
  request: { price: 'request', part: 'input' },
  'cache read': { price: 'cached', part: 'cacheRead' },
  'audio cache read': { price: 'audioCached', part: 'cacheRead' },
  'cache write 5m': { price: 'write5m', part: 'cacheWrite' },
  'cache write 1h': { price: 'write1h', part: 'cacheWrite' },
  output: { price: 'output', part: 'output' },
  'audio output': { price: 'audioOut', part: 'output' },
  'image output': { price: 'imageOut', part: 'output' },
  reasoning: { price: 'reasoning', part: 'reasoning' },
};

/** A decimal as a whole number of 10^-9. */
function scaled(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}

/** The arithmetic of the table, checked line by line; what each part comes to. No code of the product is used. */
function workOut({ lines, price }: Call): Record<string, bigint> {
  const parts: Record<string, bigint> = {};
  for (const line of lines) {
    const [, name = '', count = '', dollars = '', result = ''] =
      /^([a-z0-9 ]+): (\d+) x ([\d.]+)(?: dollars)? = ([\d.]+)$/.exec(line) ?? [];
    const kind = KINDS[name];
    if (kind === undefined) throw new Error(`Not a line of the table: ${line}`);
    const quoted = Object.values(corpus.prices[price ?? ''] ?? {});
    expect(quoted, `${line}: a price quoted for ${price}`).toContain(dollars);
    // Dollars per million tokens are thousands of nano-dollars a token; a request is not a million tokens.
    const value = BigInt(count) * scaled(dollars) * (name === 'request' ? 1_000_000_000n : 1000n);
    expect(value, line).toBe(scaled(result));
    parts[kind.part] = (parts[kind.part] ?? 0n) + value;
  }
  for (const part in parts) parts[part] = ((parts[part] ?? 0n) + 500_000_000n) / 1_000_000_000n;
  return parts;
}

describe('the golden corpus', () => {
  it('has at least 150 calls, each once', () => {
    expect(corpus.calls.length).toBeGreaterThanOrEqual(150);
    expect(new Set(corpus.calls.map(({ id }) => id)).size).toBe(corpus.calls.length);
    const quoted = new Set(corpus.calls.map(({ price }) => price));
    expect(Object.keys(corpus.prices).filter((price) => !quoted.has(price))).toEqual([]);
  });

  it.each(corpus.calls.filter(({ price }) => price !== null))('$id $provider/$model: $why', (call) => {
    const parts = workOut(call);
    const total = Object.values(parts).reduce((sum, part) => sum + part, 0n);
    expect(total, 'the sum of the table').toBe(BigInt(call.nanos ?? -1));
    const cost = priceOf(call);
    const ours = {
      input: cost?.input,
      cacheRead: cost?.cacheRead,
      cacheWrite: cost?.cacheWrite,
      output: cost?.output,
      reasoning: cost?.reasoning,
    };
    const worked = Object.fromEntries(Object.keys(ours).map((part) => [part, String(parts[part] ?? 0n)]));
    expect(ours).toEqual(worked);
    expect(cost?.total).toBe(String(call.nanos));
    expect(call.price).toContain(cost?.price);
  });

  it.each(corpus.calls.filter(({ price }) => price === null))(
    '$id $provider/$model: $why, so the cost is not known',
    (call) => {
      expect(call.nanos).toBeNull();
      expect(priceOf(call)).toBeNull();
    },
  );
});
