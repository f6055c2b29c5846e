import type { ProviderDialect } from '../../shared/provider.ts';
import type { TokenUsage } from '../../shared/usage.ts';

/*
 * The canonical form: what a model call says, whatever dialect it was said in. Requests and answers of every dialect
 * are read into it and written from it; calls between the same dialects pass as bytes and are only read.
 */

/** The wire formats. A caller speaks one, an upstream another or the same; `prompt` is ours, for callers alone. */
export type Dialect = 'openai' | 'responses' | 'anthropic' | 'gemini' | 'prompt';

export type Role = 'system' | 'user' | 'assistant' | 'tool';

export type ImageSource =
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'base64'; readonly mediaType: string; readonly data: string };

export type Part =
  | { readonly type: 'text'; readonly text: string; readonly cache?: CacheMark }
  | { readonly type: 'image'; readonly source: ImageSource; readonly detail?: string }
  | { readonly type: 'tool_call'; readonly id: string; readonly name: string; readonly arguments: string }
  | {
      readonly type: 'tool_result';
      readonly id: string;
      readonly content: readonly Part[];
      readonly isError: boolean;
    }
  /** What the model thought. `signature` proves it to its own vendor; `redacted` is thought that only it can read. */
  | {
      readonly type: 'reasoning';
      readonly text: string;
      readonly signature: string | null;
      readonly redacted: string | null;
    }
  | { readonly type: 'refusal'; readonly text: string }
  /**
   * Audio, a file and the like, of which only the kind is known, and the texts in it, if there are any, for who reads
   * along. Its path is in `essential`, so writers never see it.
   */
  | { readonly type: 'media'; readonly kind: string; readonly texts?: readonly string[] };

/** Up to here the vendor is asked to cache the prompt, for five minutes or an hour. */
export type CacheMark = '5m' | '1h';

export interface Message {
  readonly role: Role;
  readonly parts: readonly Part[];
  readonly name?: string;
}

export interface Tool {
  readonly name: string;
  readonly description: string | null;
  /** A JSON schema; null: the tool takes nothing. */
  readonly parameters: unknown;
  readonly strict: boolean | null;
}

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json' }
  | {
      readonly type: 'json_schema';
      readonly name: string;
      readonly schema: unknown;
      readonly strict: boolean | null;
    };

export interface Reasoning {
  /** none, minimal, low, medium, high, xhigh or max; null: not said. */
  readonly effort: string | null;
  readonly budgetTokens: number | null;
}

/** A request in canonical form. Null means that the caller did not say. */
export interface ModelRequest {
  readonly model: string;
  /** System prompts are messages of their own, where the caller put them. */
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly toolChoice: ToolChoice | null;
  readonly parallelToolCalls: boolean | null;
  readonly maxOutputTokens: number | null;
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly topK: number | null;
  readonly frequencyPenalty: number | null;
  readonly presencePenalty: number | null;
  readonly seed: number | null;
  readonly stop: readonly string[];
  /** How many answers. */
  readonly choices: number | null;
  readonly responseFormat: ResponseFormat | null;
  readonly reasoning: Reasoning | null;
  readonly serviceTier: string | null;
  readonly user: string | null;
  readonly stream: boolean;
  /** Fields of the caller's body that have no place here, by their path in it: another dialect cannot carry them. */
  readonly unmapped: readonly string[];
  /** Those among them without which something else would be asked: another dialect must refuse, not leave them out. */
  readonly essential: readonly string[];
}

/** A request of which only the model and the messages are to be told; readers add what their caller said besides. */
export const NOTHING_SAID: Omit<ModelRequest, 'model' | 'messages'> = {
  tools: [],
  toolChoice: null,
  parallelToolCalls: null,
  maxOutputTokens: null,
  temperature: null,
  topP: null,
  topK: null,
  frequencyPenalty: null,
  presencePenalty: null,
  seed: null,
  stop: [],
  choices: null,
  responseFormat: null,
  reasoning: null,
  serviceTier: null,
  user: null,
  stream: false,
  unmapped: [],
  essential: [],
};

export type FinishReason =
  | 'stop'
  | 'stop_sequence'
  | 'length'
  | 'tool_calls'
  | 'content_filter'
  | 'refusal'
  | 'pause';

export interface Choice {
  readonly parts: readonly Part[];
  readonly finishReason: FinishReason | null;
}

/** A whole answer in canonical form. */
export interface ModelAnswer {
  readonly id: string | null;
  readonly model: string | null;
  readonly choices: readonly Choice[];
  readonly usage: TokenUsage;
  readonly serviceTier: string | null;
  readonly systemFingerprint?: string;
}

/** A step of a streamed answer. Text, thought and arguments come in pieces; `part` counts the parts of a choice from 0. */
export type AnswerEvent =
  | {
      readonly type: 'start';
      readonly id: string | null;
      readonly model: string | null;
      readonly serviceTier?: string | null;
      readonly systemFingerprint?: string;
    }
  | { readonly type: 'text'; readonly choice: number; readonly part: number; readonly text: string }
  | { readonly type: 'refusal'; readonly choice: number; readonly part: number; readonly text: string }
  | {
      readonly type: 'reasoning';
      readonly choice: number;
      readonly part: number;
      readonly text: string;
      readonly signature: string | null;
      readonly redacted: string | null;
    }
  | {
      readonly type: 'tool_call';
      readonly choice: number;
      readonly part: number;
      readonly id: string;
      readonly name: string;
    }
  | { readonly type: 'arguments'; readonly choice: number; readonly part: number; readonly json: string }
  | { readonly type: 'finish'; readonly choice: number; readonly reason: FinishReason }
  /** Cumulative: the last one counts. */
  | { readonly type: 'usage'; readonly usage: TokenUsage }
  | { readonly type: 'error'; readonly errorType: string; readonly message: string };

/**
 * A request in an upstream's dialect, and what of the canonical form it could not say: names of fields as ModelRequest
 * has them (`topK`), or of what is inside messages (`messages.reasoning`). Without `unmapped`, which the caller adds.
 */
export interface WrittenRequest {
  readonly body: Uint8Array;
  readonly dropped: readonly string[];
}

/** What an upstream's error answer says, vendor differences removed. */
export interface UpstreamError {
  readonly type: string;
  readonly message: string;
  /** Milliseconds after which the vendor says a retry makes sense; null: it does not say. */
  readonly retryAfterMs: number | null;
  /** False where waiting cannot help: quota, spend limit, bad request. Null: the status decides. */
  readonly canHeal: boolean | null;
}

/** A whole event of a stream. */
export interface ReadEvent {
  /** Its bytes as they came, for callers of the same dialect. */
  readonly raw: Uint8Array;
  readonly events: readonly AnswerEvent[];
  /** It holds nothing but usage and was asked for by the engine: hidden from a caller who did not ask for it. */
  readonly usageOnly: boolean;
}

/** Reads a stream in passing: whole events only, so that what follows a cut is never glued to half an event. */
export interface AnswerStreamReader {
  /** What is known so far. */
  readonly answer: ModelAnswer;
  /** The vendor's end marker was seen, or everything that a complete answer needs, with no event half there. */
  readonly complete: boolean;
  /** The error event that the upstream sent. */
  readonly error: UpstreamError | null;
  push(chunk: Uint8Array): {
    readonly events: readonly ReadEvent[];
    /** Why the stream is not in its dialect; what was whole before that is in `events`. */
    readonly malformed: string | null;
  };
}

/** How to speak with an upstream of a dialect. */
export interface UpstreamDialect {
  readonly dialect: ProviderDialect;
  /** What a base URL without a version gets: `v1`. */
  readonly version: string;
  /** Lists models, below the versioned base URL. */
  readonly modelsPath: string;
  /** The ids of the models in the answer to it; null when it is no list. */
  readModels(body: unknown): string[] | null;
  /** Below the versioned base URL, with a leading slash. */
  path(model: string, stream: boolean): string;
  /** The key's header and those that the vendor requires. */
  headers(apiKey: string | null): Record<string, string>;
  /** @throws SignalboxError FIELD_UNSUPPORTED for what may not be left out in silence and cannot be said */
  writeRequest(request: ModelRequest, model: string): WrittenRequest;
  /** How embeddings are asked for, by callers of the same dialect only: vectors of different vendors do not compare. */
  readonly embeddings?: {
    readonly path: string;
    readAnswer(body: unknown): ModelAnswer | null;
  };
  /** Null when the body is no answer of this dialect. */
  readAnswer(body: unknown): ModelAnswer | null;
  readStream(): AnswerStreamReader;
  readError(
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: unknown,
  ): UpstreamError;
}

/** Writes a streamed answer for a caller, event by event. */
export interface AnswerStreamWriter {
  write(event: AnswerEvent): Uint8Array | null;
  /** The end marker of the dialect. */
  end(): Uint8Array | null;
}
