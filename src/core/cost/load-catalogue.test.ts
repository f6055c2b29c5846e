import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_USAGE, type TokenUsage } from '../../shared/usage.ts';
import { loadCatalogue } from './index.ts';

const catalogue = loadCatalogue();
const folder = mkdtempSync(join(tmpdir(), 'signalbox-prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOW = '2026-11-21T12:00:00Z';

function nanos(iso: string): bigint {
  return BigInt(Date.parse(iso)) * 1_000_000n;
}

/** input, output, cache read, cache write, reasoning; what is left out was not said by the vendor. */
function usageOf(counts: readonly (number | null)[]): TokenUsage {
  const [input = null, output = null, cacheRead = null, cacheWrite = null, reasoning = null] = counts;
  return { ...NO_USAGE, input, output, cacheRead, cacheWrite, reasoning };
}

interface Golden {
  why: string;
  provider: string | null;
  model: string;
  usage: readonly (number | null)[];
  at?: string;
  priceAs?: string;
  /** input, cache read, cache write, output, reasoning in nano-dollars, worked out by hand; null: unknown. */
  parts: readonly number[] | null;
  price?: string;
}

/** Published prices in dollars per million tokens stand in the text; $1/M is 1000 nano-dollars a token. */
// prettier-ignore
const GOLDEN: readonly Golden[] = [
  { why: 'OpenAI gpt-4o, 2.50 in, 10 out', provider: 'openai', model: 'gpt-4o', usage: [1000, 500],
    parts: [2_500_000, 0, 0, 5_000_000, 0], price: 'openai/gpt-4o' },
  { why: 'OpenAI cached 1.25, inside the prompt tokens', provider: 'openai', model: 'gpt-4o', usage: [2006, 300, 1920],
    parts: [215_000, 2_400_000, 0, 3_000_000, 0] },
  { why: 'a snapshot of it', provider: 'openai', model: 'gpt-4o-2024-08-06', usage: [10, 10],
    parts: [25_000, 0, 0, 100_000, 0], price: 'openai/gpt-4o' },
  { why: 'gpt-4o-mini, 0.15 in, 0.60 out, one token each', provider: 'openai', model: 'gpt-4o-mini', usage: [1, 1],
    parts: [150, 0, 0, 600, 0] },
  { why: 'gpt-4.1-nano cached 0.025: 3 x 25 nano-dollars', provider: 'openai', model: 'gpt-4.1-nano', usage: [3, 0, 3],
    parts: [0, 75, 0, 0, 0] },
  { why: 'o3-mini, 1.10 in, 4.40 out, reasoning billed as output', provider: 'openai', model: 'o3-mini',
    usage: [1000, 1200, null, null, 1000], parts: [1_100_000, 0, 0, 880_000, 4_400_000] },
  { why: 'o3 before its price cut: 10 in, 40 out', provider: 'openai', model: 'o3', usage: [100, 100],
    at: '2025-06-09T23:59:59Z', parts: [1_000_000, 0, 0, 4_000_000, 0] },
  { why: 'o3 from the day of the cut: 2 in, 8 out', provider: 'openai', model: 'o3', usage: [100, 100],
    at: '2025-06-10T00:00:00Z', parts: [200_000, 0, 0, 800_000, 0] },
  { why: 'embeddings bill input only, 0.02', provider: 'openai', model: 'text-embedding-3-small', usage: [800, null],
    parts: [16_000, 0, 0, 0, 0] },
  { why: 'output of a model that has no output price', provider: 'openai', model: 'text-embedding-3-small', usage: [8, 1],
    parts: null },
  { why: 'Claude Haiku 4.5: 1 in, 0.10 read, 1.25 write, 5 out', provider: 'anthropic', model: 'claude-haiku-4-5-20251001',
    usage: [4740, 255, 0, 4735], parts: [5_000, 0, 5_918_750, 1_275_000, 0], price: 'anthropic/claude-haiku-4-5' },
  { why: 'the next turn reads that cache', provider: 'anthropic', model: 'claude-haiku-4-5', usage: [4760, 100, 4735, 0],
    parts: [25_000, 473_500, 0, 500_000, 0] },
  { why: 'Claude Sonnet 4.5 at 200,000 tokens: 3 in, 15 out', provider: 'anthropic', model: 'claude-sonnet-4-5',
    usage: [200_000, 1000], parts: [600_000_000, 0, 0, 15_000_000, 0] },
  { why: 'above 200,000 the whole call is 6 / 0.60 / 7.50 / 22.50', provider: 'anthropic', model: 'claude-sonnet-4-5',
    usage: [250_000, 1000, 100_000, 50_000], parts: [600_000_000, 60_000_000, 375_000_000, 22_500_000, 0] },
  { why: 'Opus 4.6 above 200,000 before 2026-03-13: 10 in', provider: 'anthropic', model: 'claude-opus-4-6',
    usage: [200_001, 0], at: '2026-03-12T00:00:00Z', parts: [2_000_010_000, 0, 0, 0, 0] },
  { why: 'after it one price: 5 in', provider: 'anthropic', model: 'claude-opus-4-6',
    usage: [200_001, 0], at: '2026-03-13T00:00:00Z', parts: [1_000_005_000, 0, 0, 0, 0] },
  { why: 'Gemini 2.5 Pro at the border: 1.25 in, 10 out', provider: 'gcp.gemini', model: 'gemini-2.5-pro',
    usage: [200_000, 10], parts: [250_000_000, 0, 0, 100_000, 0], price: 'google/gemini-2.5-pro' },
  { why: 'one token above it: 2.50 in, 0.25 cached, 15 out', provider: 'gcp.vertex_ai', model: 'gemini-2.5-pro',
    usage: [200_001, 10, 100_000], parts: [250_002_500, 25_000_000, 0, 150_000, 0] },
  { why: 'Gemini 3.6 Flash until the end of 2026: 0.75 in, 3.75 out', provider: 'google', model: 'gemini-3.6-flash',
    usage: [1000, 1000], at: '2026-12-31T23:59:59Z', parts: [750_000, 0, 0, 3_750_000, 0] },
  { why: 'from 2027 double', provider: 'google', model: 'gemini-3.6-flash',
    usage: [1000, 1000], at: '2027-01-01T00:00:00Z', parts: [1_500_000, 0, 0, 7_500_000, 0] },
  { why: 'DeepSeek by day (00:30 to 16:30 UTC): 0.27, 1.10', provider: 'deepseek', model: 'deepseek-chat',
    usage: [1000, 1000], at: '2026-11-21T00:30:00Z', parts: [270_000, 0, 0, 1_100_000, 0] },
  { why: 'DeepSeek by night: 0.135, cached 0.035, 0.55', provider: 'deepseek', model: 'deepseek-chat',
    usage: [1000, 1000, 200], at: '2026-11-21T16:30:00Z', parts: [108_000, 7_000, 0, 550_000, 0] },
  { why: 'GenAI spelling of xAI; Grok 4: 3 in, 0.75 cached, 15 out', provider: 'x_ai', model: 'grok-4',
    usage: [100, 10, 40], parts: [180_000, 30_000, 0, 150_000, 0], price: 'x-ai/grok-4-0709' },
  { why: 'GenAI spelling of Mistral; no cache price: cached costs as input, 2', provider: 'mistral_ai', model: 'mistral-large-latest',
    usage: [100, 10, 50], parts: [100_000, 100_000, 0, 60_000, 0], price: 'mistral/mistral-large' },
  { why: 'Azure resells OpenAI models at their price', provider: 'azure.ai.openai', model: 'gpt-4o', usage: [4, 4],
    parts: [10_000, 0, 0, 40_000, 0], price: 'openai/gpt-4o' },
  { why: 'a fee per request: 12 dollars per 1000 = 12,000,000, and 1 in, 1 out', provider: 'perplexity', model: 'sonar',
    usage: [10, 20], parts: [12_010_000, 0, 0, 20_000, 0] },
  { why: 'reasoning at its own price: 2 in, 8 out, 3 reasoning', provider: 'perplexity', model: 'sonar-deep-research',
    usage: [10, 110, null, null, 100], parts: [20_000, 0, 0, 80_000, 300_000] },
  { why: 'a price finer than a nano-dollar a token: 0.029, half up', provider: 'openai', model: 'gpt-oss-20b',
    usage: [1, 1], parts: [29, 0, 0, 140, 0] },
  { why: 'DeepSeek V4 Flash cached 0.007: 1 token is 7 nano-dollars', provider: 'deepseek', model: 'deepseek-v4-flash',
    usage: [1, 0, 1], parts: [0, 7, 0, 0, 0] },
  { why: 'before its change cached 0.0028: 2.8 rounds to 3', provider: 'deepseek', model: 'deepseek-v4-flash',
    usage: [1, 0, 1], at: '2026-08-01T12:00:00Z', parts: [0, 3, 0, 0, 0] },
  { why: 'explicit zeros are a cost of zero, not unknown', provider: 'openai', model: 'gpt-4o', usage: [0, 0, 0, 0, 0],
    parts: [0, 0, 0, 0, 0] },
  { why: 'usage without input', provider: 'openai', model: 'gpt-4o', usage: [null, 10], parts: null },
  { why: 'usage without output', provider: 'openai', model: 'gpt-4o', usage: [10, null], parts: null },
  { why: 'more cached than input: fresh input is zero, the cached is charged', provider: 'openai', model: 'gpt-4o',
    usage: [10, 0, 100], parts: [0, 125_000, 0, 0, 0] },
  { why: 'more reasoning than output', provider: 'openai', model: 'o3-mini', usage: [0, 10, 0, 0, 100],
    parts: [0, 0, 0, 0, 440_000] },
  { why: 'an unknown model', provider: 'openai', model: 'gpt-99-imaginary', usage: [10, 10], parts: null },
  { why: 'an unknown provider with an unknown model', provider: 'mock', model: 'house-model', usage: [10, 10], parts: null },
  { why: 'a model listed without a price', provider: 'github-copilot', model: 'gpt-4o', usage: [10, 10], parts: null },
  { why: 'a user\'s own provider: the maker\'s list price', provider: 'mock', model: 'gpt-4o', usage: [10, 10],
    parts: [25_000, 0, 0, 100_000, 0], price: 'openai/gpt-4o' },
  { why: 'no provider said', provider: null, model: 'claude-haiku-4-5', usage: [10, 10],
    parts: [10_000, 0, 0, 50_000, 0], price: 'anthropic/claude-haiku-4-5' },
  { why: 'the maker named in the model', provider: 'my-router', model: 'anthropic/claude-haiku-4-5', usage: [10, 10],
    parts: [10_000, 0, 0, 50_000, 0] },
  { why: 'a model that runs on the user\'s own machine has no list price', provider: 'ollama', model: 'deepseek-r1',
    usage: [10, 10], parts: null },
  { why: 'priceAs wins over provider and model', provider: 'simulated', model: 'sim-large', priceAs: 'openai/gpt-4o',
    usage: [10, 10], parts: [25_000, 0, 0, 100_000, 0], price: 'openai/gpt-4o' },
  { why: 'priceAs that names nothing', provider: 'openai', model: 'gpt-4o', priceAs: 'openai/none', usage: [10, 10], parts: null },
  { why: 'beyond 2^53: 10^12 tokens at 10', provider: 'openai', model: 'gpt-4o', usage: [0, 1_000_000_000_000],
    parts: [0, 0, 0, 10_000_000_000_000_000, 0] },
];

describe('the price of a call', () => {
  it.each(GOLDEN)('$provider $model: $why', ({ provider, model, usage, at, priceAs, parts, price }) => {
    const cost = catalogue.price({
      provider,
      model,
      usage: usageOf(usage),
      atUnixNano: nanos(at ?? NOW),
      priceAs: priceAs ?? null,
    });
    if (parts === null) {
      expect(cost).toBeNull();
      return;
    }
    const [input, cacheRead, cacheWrite, output, reasoning] = parts.map(String);
    const total = String(parts.reduce((sum, value) => sum + value, 0));
    expect(cost).toMatchObject({ input, cacheRead, cacheWrite, output, reasoning, total });
    expect(cost?.catalogueDate).toBe(catalogue.date);
    if (price !== undefined) expect(cost?.price).toBe(price);
  });
});

describe('the catalogue', () => {
  it('says where it is from', () => {
    expect(catalogue.source).toMatch(/^@pydantic\/genai-prices \d/);
    expect(catalogue.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(catalogue.modelCount).toBeGreaterThan(1000);
  });

  it('is what the installed package gives', () => {
    const script = fileURLToPath(new URL('../../../scripts/update-prices.mjs', import.meta.url));
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('remembers a bounded number of names and still answers', () => {
    const usage = usageOf([1, 1]);
    for (let index = 0; index < 25_000; index += 1) {
      catalogue.price({ provider: `p${index}`, model: 'none', usage, atUnixNano: 0n });
    }
    expect(catalogue.price({ provider: 'openai', model: 'gpt-4o', usage, atUnixNano: 0n })?.total).toBe(
      '12500',
    );
  });
});

describe('prices of the user', () => {
  const call = { usage: usageOf([1_000_000, 1_000_000, 200_000]), atUnixNano: nanos(NOW) };

  it('win over the catalogue, and add models', () => {
    const path = join(folder, 'prices.yaml');
    writeFileSync(
      path,
      'date: 2026-11-01\nmodels:\n  openai/gpt-4o: { input: "2.10", cacheRead: "0.000000001", output: 8 }\n  mock/house-model: { input: 1 , output: 2 }\n',
    );
    const own = loadCatalogue(path);
    const contract = own.price({ provider: 'openai', model: 'gpt-4o-2024-08-06', ...call });
    expect(contract).toMatchObject({ input: '1680000000', cacheRead: '0', output: '8000000000' });
    expect(contract).toMatchObject({ price: 'openai/gpt-4o', catalogueDate: '2026-11-01' });
    const house = own.price({ provider: 'mock', model: 'house-model', ...call });
    expect(house).toMatchObject({ total: '3000000000', price: 'mock/house-model' });
    const untouched = own.price({ provider: 'openai', model: 'gpt-4o-mini', ...call });
    expect(untouched?.catalogueDate).toBe(catalogue.date);
    expect(own.modelCount).toBe(catalogue.modelCount + 1);
  });

  it('hold for one deployment, for a time, by size of the input and by service tier', () => {
    const path = join(folder, 'dated.yaml');
    writeFileSync(
      path,
      `date: 2026-11-01
models:
  azure-eu/gpt-4o: { from: 2026-01-01, to: 2026-12-01, input: 2, output: 8 }
  mock/big:
    - { to: 2026-06-01, input: 1, output: 1 }
    - from: 2026-06-01
      input: 2
      output: 2
      tiers: [{ above: 1000, input: 4 }]
      serviceTiers: { flex: { input: "0.5", output: "0.5" } }
`,
    );
    const own = loadCatalogue(path);
    const total = (provider: string, model: string, input: number, at: string, serviceTier?: string) =>
      own.price({
        provider,
        model,
        usage: { ...NO_USAGE, input, output: 0 },
        atUnixNano: nanos(at),
        serviceTier: serviceTier ?? null,
      })?.total;
    expect(total('azure-eu', 'gpt-4o', 10, '2026-11-30T23:59:59Z')).toBe('20000');
    expect(total('azure-eu', 'gpt-4o', 10, '2026-12-01T00:00:00Z')).toBe('25000');
    expect(total('azure-us', 'gpt-4o', 10, '2026-11-01T00:00:00Z')).toBe('25000');
    expect(total('mock', 'big', 1000, '2026-05-31T00:00:00Z')).toBe('1000000');
    expect(total('mock', 'big', 1000, NOW)).toBe('2000000');
    expect(total('mock', 'big', 1001, NOW)).toBe('4004000');
    expect(total('mock', 'big', 1001, NOW, 'flex')).toBe('500500');
    expect(total('mock', 'big', 1001, NOW, 'priority')).toBeUndefined();
  });

  it.each([
    ['a price with a currency', 'date: 2026-11-01\nmodels: { openai/gpt-4o: { input: "$2" } }'],
    ['a price below zero', 'date: 2026-11-01\nmodels: { openai/gpt-4o: { input: -2 } }'],
    ['a model without its provider', 'date: 2026-11-01\nmodels: { gpt-4o: { input: 2 } }'],
    ['a missing date', 'models: {}'],
    ['no YAML', '{'],
  ])('are refused with %s', (_, text) => {
    const path = join(folder, 'bad.yaml');
    writeFileSync(path, text);
    expect(() => loadCatalogue(path)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('are refused when their file is not there', () => {
    const gone = join(folder, 'gone.yaml');
    expect(() => loadCatalogue(gone)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
