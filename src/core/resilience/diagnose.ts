import { SignalboxError, type ErrorCode } from '../../shared/errors.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

/** What may help: the same target after a while, only another target, or nothing. */
export type Remedy = 'retry' | 'elsewhere' | 'none';

export interface Diagnosis {
  readonly remedy: Remedy;
  /** Milliseconds that the upstream asks to wait; null: it does not say. */
  readonly retryAfterMs: number | null;
  /** The target is unwell: this counts against it in its circuit breaker. */
  readonly blamesTarget: boolean;
  /** In a few words, for spans and decisions. */
  readonly summary: string;
}

/** Failures of the connection, and what a target of another dialect could still do. */
const BY_CODE: Partial<Record<ErrorCode, Pick<Diagnosis, 'remedy' | 'blamesTarget'>>> = {
  PROVIDER_UNREACHABLE: { remedy: 'retry', blamesTarget: true },
  PROVIDER_TIMEOUT: { remedy: 'retry', blamesTarget: true },
  PROVIDER_STREAM_CUT: { remedy: 'retry', blamesTarget: true },
  PROVIDER_STREAM_STALLED: { remedy: 'retry', blamesTarget: true },
  PROVIDER_ANSWER_MALFORMED: { remedy: 'elsewhere', blamesTarget: true },
  TARGET_OPEN: { remedy: 'elsewhere', blamesTarget: false },
  FIELD_UNSUPPORTED: { remedy: 'elsewhere', blamesTarget: false },
  TARGET_FULL: { remedy: 'elsewhere', blamesTarget: false },
};

/** The upstream does not take its key, its account has no money, or it does not know the model. */
const ELSEWHERE = new Set([401, 402, 403, 404]);
/** Money and quotas, by the vendors' own types: waiting does not bring them back, whatever the status. */
const SPENT = /quota|billing|spend_limit/;
/**
 * A spend limit that the user set, and an account without credit, come from Anthropic as a 400 that only its message
 * tells from a wrong request.
 */
const SPENT_MESSAGE = /spend limit|usage limits|credit balance/i;

/**
 * What a failed attempt calls for. Statuses that heal: 408, 409, 429, 5xx and 529, as the SDKs of OpenAI and Anthropic
 * have it; `x-should-retry` overrides the status in both. Quotas and spend limits come as 429, 402 or 400 and never heal.
 */
export function diagnose(error: unknown): Diagnosis {
  if (error instanceof UpstreamRefusal) return diagnoseRefusal(error);
  if (error instanceof SignalboxError) {
    const known = BY_CODE[error.code] ?? { remedy: 'none', blamesTarget: false };
    return { ...known, retryAfterMs: null, summary: error.message };
  }
  return { remedy: 'none', retryAfterMs: null, blamesTarget: false, summary: 'an error of the gateway' };
}

function diagnoseRefusal(refusal: UpstreamRefusal): Diagnosis {
  const { status, error } = refusal;
  return {
    remedy: remedyOf(refusal),
    retryAfterMs: error.retryAfterMs,
    blamesTarget: (status >= 500 || isOverload(error.type)) && error.canHeal !== false,
    summary: `${status} ${error.type}`,
  };
}

function remedyOf({ status, headers, error }: UpstreamRefusal): Remedy {
  if (SPENT.test(error.type)) return 'elsewhere';
  if (status === 400 && SPENT_MESSAGE.test(error.message)) return 'elsewhere';
  const heals = status === 408 || status === 409 || status === 429 || status >= 500 || isOverload(error.type);
  const said = headers['x-should-retry'];
  if (said === 'true') return 'retry';
  if (error.canHeal === true) return 'retry';
  if (heals) return said === 'false' || error.canHeal === false ? 'elsewhere' : 'retry';
  return ELSEWHERE.has(status) ? 'elsewhere' : 'none';
}

/** Anthropic's overload is told by its type, whatever the status. */
function isOverload(type: string): boolean {
  return type === 'overloaded_error';
}
