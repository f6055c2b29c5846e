import type { ProviderDialect } from '../../shared/provider.ts';
import { anthropicIngress } from './anthropic/anthropic-ingress.ts';
import { anthropicUpstream } from './anthropic/anthropic-upstream.ts';
import type { UpstreamDialect } from './canonical.ts';
import type { IngressDialect } from './ingress.ts';
import { geminiUpstream } from './gemini/gemini-upstream.ts';
import { embeddingsIngress } from './openai/embeddings-ingress.ts';
import { openAiIngress } from './openai/openai-ingress.ts';
import { openAiUpstream } from './openai/openai-upstream.ts';
import { promptIngress } from './prompt/prompt-ingress.ts';
import { responsesIngress } from './responses/responses-ingress.ts';

/*
 * Every dialect, once. A new upstream: its line here and its name in `providerDialectSchema` (shared/provider.ts), from
 * which REST, the console and the add-provider dialog know it. A new ingress: its line below; the door takes POST to
 * its path from here, and answers there in its dialect whatever goes wrong. exchange/headers.ts lists the headers that
 * pass between a caller and an upstream of the same dialect.
 */
export const UPSTREAM_DIALECTS: Readonly<Record<ProviderDialect, UpstreamDialect>> = {
  openai: openAiUpstream,
  anthropic: anthropicUpstream,
  gemini: geminiUpstream,
};

/** By the path that callers post to. */
export const INGRESS_DIALECTS: Readonly<Record<string, IngressDialect>> = {
  '/v1/chat/completions': openAiIngress,
  '/v1/responses': responsesIngress,
  '/v1/embeddings': embeddingsIngress,
  '/v1/messages': anthropicIngress,
  '/api/ai/process': promptIngress,
};
