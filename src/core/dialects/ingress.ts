import type { SettableParameter } from '../../shared/policy/index.ts';
import type { AnswerStreamWriter, Dialect, ModelAnswer, ModelRequest } from './canonical.ts';

/** A caller's request, parsed once. */
export interface IncomingRequest {
  readonly model: string;
  readonly stream: boolean;
  /** The caller's own bytes. */
  readonly bytes: Uint8Array;
  /** Whether the caller asked for what `usageOnly` events of its dialect say. */
  readonly wantsUsage: boolean;
  /** Who the body says is calling, and in which conversation. */
  readonly user: string | null;
  readonly session: string | null;
  /** The request in canonical form: made when it is first asked for, then kept. Never throws. */
  canonical(): ModelRequest;
  /** For an upstream of the same dialect: the caller's own bytes, unless something in them must change. */
  upstreamBytes(model: string): Uint8Array;
}

/** An error to be told to a caller. */
export interface CallerError {
  /** Of the registry, or what the upstream answered. The dialect may say it by a status of its own. */
  readonly status: number;
  /** The registry's code in lower case, or the upstream's own type; null: there is none. */
  readonly code: string | null;
  readonly message: string;
  /** The field of the request that is wrong. */
  readonly param: string | null;
}

/** Ids and names that an answer carries. */
export interface AnswerContext {
  /** The gateway's own reference, `req_...`. */
  readonly requestId: string;
  /** The model as the upstream names it, for answers that name none. */
  readonly model: string;
  readonly createdUnixSeconds: number;
}

/** How a dialect calls what may be set; what it has no name for cannot be. */
export interface RequestFields {
  readonly parameters: Readonly<Partial<Record<SettableParameter, string>>>;
  /** Lets the answer have at most so many tokens. `model` is whom it is likely to go to. Null: answers have no length. */
  readonly capTokens: ((body: Record<string, unknown>, tokens: number, model: string) => void) | null;
  /** Goes on with what was answered and what is to be said to it; null: the dialect has no conversations. */
  readonly goOn: ((body: Record<string, unknown>, answer: string, reply: string) => void) | null;
}

/** How to speak with callers of a dialect. Listed by path in dialect-registry.ts. */
export interface IngressDialect {
  readonly dialect: Dialect;
  /** What is asked for, by the conventions' name. */
  readonly operation: 'chat' | 'embeddings';
  /**
   * Parses leniently: only what the engine reads must be right; the upstream judges the rest.
   * @throws SignalboxError BODY_NOT_JSON, BODY_INVALID (with `param`)
   */
  readRequest(
    bytes: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): IncomingRequest;
  /** What rules may change in a request. */
  readonly fields: RequestFields;
  /** How the dialect calls a field of the canonical form (`topK` -> `top_k`), for x-signalbox-dropped-fields. */
  fieldName(canonical: string): string;
  /** The body of a whole answer, as JSON. */
  writeAnswer(answer: ModelAnswer, request: IncomingRequest, context: AnswerContext): Uint8Array;
  writeStream(request: IncomingRequest, context: AnswerContext): AnswerStreamWriter;
  /** An error before the first byte of an answer: status and JSON body. */
  writeError(error: CallerError, requestId: string): { readonly status: number; readonly body: Uint8Array };
  /** An error as the last event of a stream that has begun; `writer` wrote it, unless its bytes passed as they were. */
  writeErrorEvent(error: CallerError, requestId: string, writer: AnswerStreamWriter | null): Uint8Array;
  /** Headers that every answer has besides `x-request-id`, such as `request-id`. */
  ownHeaders(requestId: string): Readonly<Record<string, string>>;
}
