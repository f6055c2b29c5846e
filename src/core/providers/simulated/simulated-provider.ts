import { createHash } from 'node:crypto';
import type { SimulatedModel, Simulation } from '../../../shared/provider.ts';
import { SIMULATED_PROVIDER, simulationSchema } from '../../../shared/provider.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { openAiUpstream, parseChatRequest, type ChatFields, type ChatRequest } from '../../dialects/index.ts';
import { loadTokenizer } from '../../tokens/index.ts';
import type { Upstream, UpstreamAnswer, UpstreamCall } from '../upstream.ts';
import { countUsage } from './count-usage.ts';
import { DEFAULT_SIMULATION } from './default-simulation.ts';
import { answerEmbeddings } from './embeddings.ts';
import { hex, planChoice } from './plan-answer.ts';
import { playStream, waitUntil } from './playback.ts';
import { PromptCache } from './prompt-cache.ts';
import { Random } from './random.ts';
import { completionBytes, errorBytes, type WireAnswer } from './wire.ts';

const DEFAULT_STALL_MS = 5000;
const JITTER = 0.3;

/**
 * A provider inside the engine that speaks OpenAI's wire format without a network. What it answers and whether it
 * fails follows from the seed, the model and the request (a client's retry counts as another request, as it may
 * succeed); cached tokens follow from the calls before.
 */
export class SimulatedProvider implements Upstream {
  readonly provider = SIMULATED_PROVIDER;
  readonly simulated = true;
  readonly dialect = openAiUpstream;
  readonly url = 'simulated:///v1';
  readonly address = null;
  readonly #stallMs: number;
  readonly #cache = new PromptCache();
  #simulation: Simulation;
  #models = new Map<string, SimulatedModel>();

  constructor(options: { simulation?: Simulation; stallMs?: number } = {}) {
    this.#stallMs = options.stallMs ?? DEFAULT_STALL_MS;
    this.#simulation = options.simulation ?? DEFAULT_SIMULATION;
    this.simulation = this.#simulation;
  }

  get simulation(): Simulation {
    return this.#simulation;
  }

  /** Takes effect with the next call; what was cached is forgotten. */
  set simulation(simulation: Simulation) {
    this.#simulation = simulationSchema.parse(simulation);
    this.#models = new Map(this.#simulation.models.map((model) => [model.model, model]));
    this.#cache.clear();
  }

  /** Loads what the first call would otherwise wait for (about 0.2 s). */
  async warmUp(): Promise<void> {
    await loadTokenizer();
  }

  models(): string[] {
    return [...this.#models.keys()];
  }

  priceOf(model: string): string | null {
    return this.#models.get(model)?.priceAs ?? null;
  }

  async call(call: UpstreamCall): Promise<UpstreamAnswer> {
    const { path, body, model, headers, signal } = call;
    const behaviour = this.#models.get(model);
    if (behaviour === undefined) throw new SignalboxError('MODEL_NOT_FOUND', { model, param: 'model' });
    const startedAt = performance.now();
    // A real upstream does its work elsewhere: none of this may count as the gateway's own.
    await waitUntil(startedAt, signal);
    if (path === openAiUpstream.embeddings?.path) return await this.#embed(call, behaviour, startedAt);
    const request = parseChatRequest(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    const key = answerKey(this.#simulation.seed, model, request.fields);
    const luck = new Random(key, 'luck', headers['x-stainless-retry-count'] ?? '0');
    const latencyMs = behaviour.latencyMs * (1 - JITTER / 2 + JITTER * luck.next());
    if (luck.next() < behaviour.errorRate) {
      await waitUntil(startedAt + latencyMs / 2, signal);
      return failedAnswer(behaviour.errorStatus);
    }
    const answer = await this.#write(request, model, key);
    if (request.stream) {
      await waitUntil(startedAt + latencyMs, signal);
      const fault = luck.next() < behaviour.streamFaultRate ? behaviour.streamFault : 'none';
      return head(
        200,
        'text/event-stream; charset=utf-8',
        answer.id,
        this.#play(answer, behaviour, fault, signal),
      );
    }
    const writingMs = (answer.usage.completion_tokens / behaviour.tokensPerSecond) * 1000;
    await waitUntil(startedAt + latencyMs + writingMs, signal);
    return head(200, 'application/json', answer.id, once(completionBytes(answer)));
  }

  async #embed(
    { body, model, headers, signal }: UpstreamCall,
    { latencyMs, errorRate, errorStatus }: SimulatedModel,
    startedAt: number,
  ): Promise<UpstreamAnswer> {
    const key = createHash('sha256').update(body).digest('base64');
    const luck = new Random(this.#simulation.seed, key, 'luck', headers['x-stainless-retry-count'] ?? '0');
    const fails = luck.next() < errorRate;
    const answer = fails ? null : await answerEmbeddings(body, model, this.#simulation.seed);
    await waitUntil(startedAt + latencyMs * (1 - JITTER / 2 + JITTER * luck.next()), signal);
    if (answer === null) return failedAnswer(errorStatus);
    return head(answer.status, 'application/json', hex(luck, 16), once(answer.body));
  }

  async #write({ fields }: ChatRequest, model: string, key: string): Promise<WireAnswer> {
    const count = await loadTokenizer();
    const limit = fields.max_completion_tokens ?? fields.max_tokens ?? null;
    const maxTokens = limit === null ? null : { limit, count };
    const indexes = Array.from({ length: fields.n ?? 1 }, (_, index) => index);
    const choices = indexes.map((index) => planChoice(fields, key, index, maxTokens));
    const random = new Random(key, 'usage');
    return {
      id: `chatcmpl-${hex(random, 29)}`,
      created: Math.floor(Date.now() / 1000),
      model,
      choices,
      usage: countUsage(fields, model, choices, { count, cache: this.#cache, random }),
    };
  }

  #play(
    answer: WireAnswer,
    { tokensPerSecond }: SimulatedModel,
    fault: SimulatedModel['streamFault'],
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array> {
    return playStream({
      answer,
      // The engine always asks for the usage of a stream, as it would of any upstream.
      includeUsage: true,
      fault,
      tokensPerSecond,
      stallMs: this.#stallMs,
      provider: this.provider,
      signal,
    });
  }
}

/** All of the request that the answer may follow from; not its transport, so that a stream says the same. */
function answerKey(seed: number, model: string, fields: ChatFields): string {
  const { messages, tools, tool_choice, response_format, n, stop, max_tokens, max_completion_tokens } =
    fields;
  const said = JSON.stringify([
    seed,
    model,
    fields.seed ?? null,
    [messages, tools, tool_choice, response_format, n, stop, max_tokens, max_completion_tokens],
  ]);
  return createHash('sha256').update(said).digest('base64');
}

function failedAnswer(status: SimulatedModel['errorStatus']): UpstreamAnswer {
  const answer = head(status, 'application/json', 'error', once(errorBytes(status)));
  return status === 429 ? { ...answer, headers: { ...answer.headers, 'retry-after': '1' } } : answer;
}

function head(
  status: number,
  contentType: string,
  id: string,
  body: AsyncIterable<Uint8Array>,
): UpstreamAnswer {
  return { status, headers: { 'content-type': contentType, 'x-request-id': `req_${id}` }, body };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
