import { ANONYMOUS, type Caller } from '../../shared/caller.ts';
import type { Decision, Stage } from '../../shared/decision.ts';
import type { FlagScope } from '../../shared/flag.ts';
import type { CostBreakdown, TokenUsage } from '../../shared/usage.ts';
import {
  emptyAnswer,
  type AnswerStreamWriter,
  type IncomingRequest,
  type IngressDialect,
  type ModelAnswer,
} from '../dialects/index.ts';
import type { Hold } from '../limits/index.ts';
import type { HeaderFields, Upstream } from '../providers/index.ts';
import type { CallPlan, Target } from '../routing/index.ts';
import type { Admission } from '../tenants/index.ts';
import { msToNanos, nowUnixNano } from './clock.ts';
import { Judgement } from './judgement.ts';
import type { Reply } from './reply.ts';
import { traceContext, type TraceContext } from './trace-context.ts';

/** A decision and when it was made, in milliseconds of the monotonic clock. */
export type TimedDecision = Decision & { readonly atMs: number };

/** How an exchange failed, as its span says it. */
export interface Failure {
  /** `error.type`: a code of ours, an HTTP status of the provider, or `cancelled`. */
  type: string;
  message: string;
}

/** One call to an upstream. Times in milliseconds of the monotonic clock. */
export interface Attempt {
  readonly spanId: string;
  readonly upstream: Upstream;
  /** Below the upstream's URL. */
  readonly path: string;
  /** From 1, over all targets of the exchange. */
  readonly number: number;
  /** Why it was made; null for the first. */
  readonly reason: string | null;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
  /** To be called with the first byte that goes to the caller. */
  readonly begun: () => void;
  readonly startedMs: number;
  readonly sentBytes: number;
  firstByteMs: number | null;
  /** The first piece of the body of a stream. */
  firstChunkMs: number | null;
  endedMs: number;
  receivedBytes: number;
  status: number | null;
  failure: Failure | null;
}

export interface ExchangeInput {
  readonly headers: HeaderFields;
  /** How the caller speaks, and the path that said so. */
  readonly ingress: IngressDialect;
  readonly path: string;
  readonly reply: Reply;
  /** @throws SignalboxError when the caller may not use the gateway */
  admit(): Admission;
  /** @throws SignalboxError when the body does not come, or is too large */
  readBody(): Promise<Buffer>;
  /** The provider key that the caller brought; read `Exchange.callerKey` for what may be passed on of it. */
  readonly callerKey: string | null;
}

/** One call's whole journey through the gateway, from its first byte to its last. */
export class Exchange {
  readonly input: ExchangeInput;
  /** Where the answer goes; with an idempotency key, to every caller who repeats it too. */
  reply: Reply;
  readonly trace: TraceContext;
  readonly requestId: string;
  readonly startedMs = performance.now();
  readonly startedUnixNano = nowUnixNano();
  readonly decisions: TimedDecision[] = [];
  readonly attempts: Attempt[] = [];
  /** Stages that were not run because their feature flag is off for this call. */
  readonly stagesOff: Stage[] = [];

  /** Who calls; until `authenticate` has run, nobody. */
  caller: Caller = ANONYMOUS;
  /** Whether the caller's own credentials may go to a provider: never when they are keys of ours. */
  mayPassOn = false;
  request: IncomingRequest | null = null;
  /** What limits and budgets hold for this call; null: none applies. */
  hold: Hold | null = null;
  /** Who may answer, in order. */
  plan: CallPlan | null = null;
  /** Who is called, or was last. */
  target: Target | null = null;
  answer: ModelAnswer = emptyAnswer();
  /** The same as the upstream wrote it, also what guards did not let through: it is paid for, and never recorded. */
  received: ModelAnswer = emptyAnswer();
  /** Writes the stream that has begun; null where its bytes pass as they are. */
  streamWriter: AnswerStreamWriter | null = null;
  /** Fields of the request, by the caller's names, that the upstream could not be told. */
  dropped: readonly string[] = [];
  /** Usage is an estimate of ours: the stream ended before the provider could say. */
  usageEstimated = false;
  /** Usage of answers that were mended by later ones. */
  readonly spent: TokenUsage[] = [];
  cost: CostBreakdown | null = null;
  failure: Failure | null = null;
  /** What guards, the comparison with other prompts and policies made of it. */
  readonly judgement = new Judgement();
  /** It got the answer of an earlier call with its idempotency key. */
  isRepeated = false;
  endedMs = 0;
  #waitedMs = 0;

  constructor(input: ExchangeInput) {
    this.input = input;
    this.reply = input.reply;
    this.trace = traceContext(single(input.headers.traceparent), single(input.headers.tracestate));
    this.requestId = `req_${this.trace.spanId}`;
  }

  get ingress(): IngressDialect {
    return this.input.ingress;
  }

  get cancelled(): boolean {
    return this.reply.hangUp.aborted;
  }

  /** The caller's own provider key where it may be passed on to a provider without a key. */
  get callerKey(): string | null {
    return this.mayPassOn ? this.input.callerKey : null;
  }

  /** Whom and what feature flags are asked for. */
  get flagScope(): FlagScope {
    const { org, workspace, user } = this.caller;
    return { org, workspace, user, model: this.request?.model ?? null };
  }

  header(name: string): string | null {
    return single(this.input.headers[name]) ?? null;
  }

  /** The gateway's own work so far: what did not wait for the caller's body, the upstream, or a slow reader. */
  get ownMs(): number {
    return performance.now() - this.startedMs - this.#waitedMs;
  }

  /** Takes out own work that was done while the upstream was still at work: it delayed nobody. */
  overlapped(ms: number): void {
    this.#waitedMs += ms;
  }

  /** Awaits something that is not the gateway's own work. */
  async waiting<T>(promise: Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await promise;
    } finally {
      this.#waitedMs += performance.now() - from;
    }
  }

  /** What the gateway itself added to the time of the answer, in whole microseconds: total minus upstream time. */
  get overheadMicros(): number {
    return Math.max(0, Math.round((this.endedMs - this.startedMs - this.#waitedMs) * 1000));
  }

  /** A moment of the monotonic clock as time since 1970. */
  unixNano(atMs: number): bigint {
    return this.startedUnixNano + msToNanos(atMs - this.startedMs);
  }
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
