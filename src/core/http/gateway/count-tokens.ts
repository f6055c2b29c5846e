import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../../shared/caller.ts';
import { canonicalText, readCountRequest, tryJson, type IncomingRequest } from '../../dialects/index.ts';
import { apiHeaders, mayLeave, type ExchangeDependencies } from '../../exchange/index.ts';
import type { Upstream } from '../../providers/index.ts';
import { loadTokenizer } from '../../tokens/index.ts';

export interface TokenCount {
  readonly status: number;
  readonly body: unknown;
  /** Who counted: the provider itself, or the engine, which can only come close. */
  readonly countedBy: 'provider' | 'estimate';
}

const COUNT_PATH = '/messages/count_tokens';
/** Around each message and each tool. */
const TOKENS_AROUND = 3;
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Anthropic's `POST /v1/messages/count_tokens`: asked of the provider where that is Anthropic and guards and rules let the
 * texts leave as they are, else counted with the o200k tokenizer.
 * @throws SignalboxError BODY_NOT_JSON, BODY_INVALID, MODEL_NOT_FOUND, PROVIDER_UNREACHABLE
 */
export async function countTokens(
  request: IncomingMessage,
  bytes: Buffer,
  dependencies: ExchangeDependencies,
  { caller, ...call }: { caller: Caller; callerKey: string | null; signal: AbortSignal },
): Promise<TokenCount> {
  const version = request.headers['anthropic-version'];
  const asked = readCountRequest(bytes, typeof version === 'string' ? version : null);
  const [target] = dependencies.router.plan(asked.model).targets;
  const { upstream, model } = target;
  const isAnthropic = upstream.dialect.dialect === 'anthropic';
  if (isAnthropic && (await mayLeave(asked, target, caller, call.signal, dependencies))) {
    return askProvider(request, upstream, model, asked, call);
  }
  return { status: 200, body: { input_tokens: await estimate(asked) }, countedBy: 'estimate' };
}

async function askProvider(
  request: IncomingMessage,
  upstream: Upstream,
  model: string,
  asked: IncomingRequest,
  call: { callerKey: string | null; signal: AbortSignal },
): Promise<TokenCount> {
  const headers = apiHeaders(request.headers, 'anthropic', 'anthropic');
  const body = asked.upstreamBytes(model);
  const answer = await upstream.call({ path: COUNT_PATH, model, body, headers, ...call });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) break;
  }
  const said = tryJson(Buffer.concat(chunks).toString('utf8'));
  return { status: answer.status, body: said, countedBy: 'provider' };
}

async function estimate(asked: IncomingRequest): Promise<number> {
  const count = await loadTokenizer();
  const { messages, tools } = asked.canonical();
  const said = messages.map(({ parts }) => count(canonicalText(parts)) + TOKENS_AROUND);
  const offered = tools.map((tool) => count(JSON.stringify(tool)) + TOKENS_AROUND);
  return [...said, ...offered].reduce((sum, tokens) => sum + tokens, TOKENS_AROUND);
}
