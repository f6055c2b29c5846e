import type { GuardName } from '../../shared/guard/index.ts';
import type { GuardedCall, GuardText } from '../guardrails/guard.ts';
import type { Message, ModelRequest, Part } from '../dialects/index.ts';
import { loadTokenizer } from '../tokens/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import { estimateCost } from './estimate-use.ts';
import type { Exchange } from './exchange.ts';
import { identityOf } from './identity.ts';

/** Around each message, and before the answer, as OpenAI counts them. */
const TOKENS_PER_MESSAGE = 3;

/** The request as guards see it. Everything is read when it is first asked for: where no guard runs, nothing is. */
export function guardedCall(
  exchange: Exchange,
  dependencies: Pick<ExchangeDependencies, 'router' | 'prices' | 'flags'>,
): GuardedCall {
  return new LazyCall(exchange, dependencies);
}

class LazyCall implements GuardedCall {
  readonly #exchange: Exchange;
  readonly #dependencies: Pick<ExchangeDependencies, 'router' | 'prices' | 'flags'>;
  #texts: readonly GuardText[] | null = null;
  #tokens: Promise<number> | null = null;

  constructor(exchange: Exchange, dependencies: Pick<ExchangeDependencies, 'router' | 'prices' | 'flags'>) {
    this.#exchange = exchange;
    this.#dependencies = dependencies;
  }

  get scope(): GuardedCall['scope'] {
    const { org, workspace, user } = this.#exchange.caller;
    return { org, workspace, user: user ?? identityOf(this.#exchange).user };
  }

  get model(): string {
    return this.#exchange.request?.model ?? '';
  }

  readonly isOff = (guard: GuardName): boolean =>
    guard === 'guardrails_ai' &&
    !this.#dependencies.flags.isOn('enable_guardrails_ai', this.#exchange.flagScope);

  get texts(): readonly GuardText[] {
    return (this.#texts ??= requestTexts(this.#request));
  }

  get messages(): number {
    return this.#request?.messages.length ?? 0;
  }

  get tools(): number {
    return this.#request?.tools.length ?? 0;
  }

  get attachments(): number {
    return countAttachments(this.#request);
  }

  get signal(): AbortSignal {
    return this.#exchange.reply.hangUp;
  }

  tokens(): Promise<number> {
    return (this.#tokens ??= this.#count());
  }

  costNanos(): bigint {
    return estimateCost(this.#exchange, this.#dependencies);
  }

  get #request(): ModelRequest | null {
    return this.#exchange.request?.canonical() ?? null;
  }

  async #count(): Promise<number> {
    const count = await loadTokenizer();
    const written = this.texts.reduce((sum, { text }) => sum + count(text), 0);
    return written + TOKENS_PER_MESSAGE * (this.messages + 1);
  }
}

/** Every text of a request, with the place where it stands. */
export function requestTexts(request: ModelRequest | null): GuardText[] {
  if (request === null) return [];
  const texts = request.messages.flatMap((message, index) => messageTexts(message, `message ${index + 1}`));
  for (const { name, description, parameters } of request.tools) {
    const schema = parameters === null ? '' : JSON.stringify(parameters);
    const text = [description ?? '', schema].filter((part) => part !== '').join('\n');
    if (text !== '') texts.push({ text, role: 'tool_definition', place: `tool ${name}` });
  }
  return texts;
}

/** Files, images and the like in the messages, also in results of tools. */
export function countAttachments(request: ModelRequest | null): number {
  const count = (parts: readonly Part[]): number =>
    parts.reduce((sum, part) => {
      if (part.type === 'image' || part.type === 'media') return sum + 1;
      return part.type === 'tool_result' ? sum + count(part.content) : sum;
    }, 0);
  return request?.messages.reduce((sum, { parts }) => sum + count(parts), 0) ?? 0;
}

function messageTexts({ role, parts }: Message, place: string): GuardText[] {
  return parts.flatMap((part) => partTexts(part, role, place)).filter(({ text }) => text !== '');
}

function partTexts(part: Part, role: GuardText['role'], place: string): GuardText[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ text: part.text, role, place }];
    case 'reasoning':
      return [{ text: part.text, role, place: `${place} (thought)` }];
    case 'tool_call':
      return [{ text: part.arguments, role, place: `${place} (call of ${part.name})` }];
    case 'tool_result':
      return part.content.flatMap((inner) => partTexts(inner, 'tool', `${place} (tool result)`));
    case 'media':
      // What a document says is as little the user's own words as what a tool says.
      return (part.texts ?? []).map((text) => ({ text, role: 'tool', place: `${place} (${part.kind})` }));
    case 'image':
      return [];
  }
}
