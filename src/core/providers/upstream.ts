import type { UpstreamDialect } from '../dialects/index.ts';

export type HeaderFields = Record<string, string | string[] | undefined>;

export interface UpstreamCall {
  /** Below the versioned base URL. */
  readonly path: string;
  /** The model by the upstream's own name. */
  readonly model: string;
  /** The request in the upstream's dialect. */
  readonly body: Uint8Array;
  /** The caller's headers that an API reads. Never its key, unless `callerKey` is to be used. */
  readonly headers: Readonly<Record<string, string>>;
  /** The caller's own key, used only where the provider has no key of its own. */
  readonly callerKey: string | null;
  readonly signal: AbortSignal;
  /** Instead of the upstream's own; null: its own. */
  readonly timeouts?: { readonly firstByteMs: number | null; readonly idleMs: number | null };
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  /** Throws SignalboxError when the answer is cut or stalls. Ending the iteration early ends the call. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Something that answers model calls. */
export interface Upstream {
  readonly provider: string;
  readonly simulated: boolean;
  readonly dialect: UpstreamDialect;
  /** Where calls go, to which the path is added; without credentials. */
  readonly url: string;
  /** Null for an upstream inside the engine. */
  readonly address: { readonly host: string; readonly port: number } | null;
  /**
   * Resolves with the head of the answer.
   * @throws SignalboxError PROVIDER_UNREACHABLE, PROVIDER_TIMEOUT, PROVIDER_STREAM_CUT; the signal's reason when aborted
   */
  call(call: UpstreamCall): Promise<UpstreamAnswer>;
  /** The catalogue price of this model, where the upstream decides it; undefined: priced by its name. */
  priceOf?(model: string): string | null;
}
