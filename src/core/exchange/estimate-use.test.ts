import { expect, test } from 'vitest';
import { NO_USAGE, type TokenUsage } from '../../shared/usage.ts';
import { loadCatalogue } from '../cost/index.ts';
import { anthropicIngress, openAiIngress, openAiUpstream } from '../dialects/index.ts';
import type { Upstream } from '../providers/index.ts';
import type { CallPlan } from '../routing/index.ts';
import { DEFAULT_CALL_TIMEOUTS, DEFAULT_RETRY } from '../../shared/route.ts';
import { estimateCost } from './estimate-use.ts';

const prices = loadCatalogue();
const TOKENS = 2_000;
const NOW = BigInt(Date.parse('2026-11-21T12:00:00Z')) * 1_000_000n;

/** What is reserved for such a call. */
function reserved(provider: 'openai' | 'anthropic' | 'gemini', model: string, fields: object): bigint {
  const ingress = provider === 'anthropic' ? anthropicIngress : openAiIngress;
  const messages = [{ role: 'user', content: 'x'.repeat(TOKENS) }];
  const body = JSON.stringify({ model, max_tokens: TOKENS, messages, ...fields });
  const upstream: Upstream = {
    provider,
    simulated: false,
    dialect: openAiUpstream,
    url: '',
    address: null,
    call: () => Promise.reject(new Error('Nothing is called.')),
  };
  const targets: CallPlan['targets'] = [{ name: `${provider}/${model}`, upstream, model, reason: '' }];
  const plan = { route: null, targets, retry: DEFAULT_RETRY, timeouts: DEFAULT_CALL_TIMEOUTS };
  const request = ingress.readRequest(Buffer.from(body), { 'anthropic-version': '2023-06-01' });
  return estimateCost({ request, startedUnixNano: NOW }, { prices, router: { plan: () => plan } });
}

const cached = [
  {
    role: 'user',
    content: [{ type: 'text', text: 'x'.repeat(TOKENS), cache_control: { type: 'ephemeral', ttl: '1h' } }],
  },
];
const used = { ...NO_USAGE, input: TOKENS, output: TOKENS };

test.each([
  ['openai', 'gpt-4o', {}, {}],
  ['openai', 'gpt-audio', { modalities: ['text', 'audio'] }, { audioInput: TOKENS, audioOutput: TOKENS }],
  ['anthropic', 'claude-sonnet-4-5', {}, { cacheWrite: TOKENS }],
  ['anthropic', 'claude-sonnet-4-5', { messages: cached }, { cacheWrite: TOKENS, cacheWrite1h: TOKENS }],
  ['gemini', 'gemini-2.5-flash-image', {}, { imageOutput: TOKENS }],
  ['openai', 'text-embedding-3-small', {}, { output: null }],
] as const)(
  '%s %s reserves at least what it may cost: %o',
  (provider, model, fields, usage: Partial<TokenUsage>) => {
    const cost = prices.price({
      provider,
      model,
      usage: { ...used, ...usage },
      serviceTier: null,
      atUnixNano: NOW,
    });
    expect(cost).not.toBeNull();
    expect(Number(reserved(provider, model, fields))).toBeGreaterThanOrEqual(Number(cost?.total));
  },
);
