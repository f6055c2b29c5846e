import type { GuardName } from '../../shared/guard/index.ts';
import type { GuardedCall, GuardText } from '../guardrails/guard.ts';
import type { FlagScope } from '../../shared/flag.ts';
import type { IncomingRequest, Message, ModelRequest, Part } from '../dialects/index.ts';
import { loadTokenizer } from '../tokens/index.ts';
import type { ExchangeDependencies } from './dependencies.ts';
import { estimateCost } from './estimate-use.ts';
import type { Exchange } from './exchange.ts';
import { scopeOf } from './scope.ts';

/** Around each message, and before the answer, as OpenAI counts them. */
const TOKENS_PER_MESSAGE = 3;

type Known = Pick<ExchangeDependencies, 'router' | 'prices' | 'flags'>;

/** What a call is known by. */
export interface CallFacts {
  readonly request: IncomingRequest | null;
  readonly startedUnixNano: bigint;
  readonly signal: AbortSignal;
  scope(): GuardedCall['scope'];
  flagScope(): FlagScope;
}

/** The request of an exchange as guards see it. */
export function guardedCall(exchange: Exchange, known: Known): GuardedCall {
  const { request, startedUnixNano, reply } = exchange;
  const scope = () => scopeOf(exchange);
  const flagScope = () => exchange.flagScope;
  return callOf({ request, startedUnixNano, signal: reply.hangUp, scope, flagScope }, known);
}

/** A request as guards see it. Everything is read when it is first asked for: where no guard runs, nothing is. */
export function callOf(facts: CallFacts, known: Known): GuardedCall {
  return new LazyCall(facts, known);
}

class LazyCall implements GuardedCall {
  readonly #facts: CallFacts;
  readonly #known: Known;
  #texts: readonly GuardText[] | null = null;
  #tokens: Promise<number> | null = null;

  constructor(facts: CallFacts, known: Known) {
    this.#facts = facts;
    this.#known = known;
  }

  get scope(): GuardedCall['scope'] {
    return this.#facts.scope();
  }

  get model(): string {
    return this.#facts.request?.model ?? '';
  }

  readonly isOff = (guard: GuardName): boolean =>
    guard === 'guardrails_ai' && !this.#known.flags.isOn('enable_guardrails_ai', this.#facts.flagScope());

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
    return this.#facts.signal;
  }

  tokens(): Promise<number> {
    return (this.#tokens ??= this.#count());
  }

  costNanos(): bigint {
    return estimateCost(this.#facts, this.#known);
  }

  get #request(): ModelRequest | null {
    return this.#facts.request?.canonical() ?? null;
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
