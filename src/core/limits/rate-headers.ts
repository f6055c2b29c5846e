import { tightest, type RateState } from './rate-state.ts';

/** What an answer says about limits, besides its status. */
export interface LimitNotice {
  readonly states: readonly RateState[];
  /** Only on a refusal: when to try again; null: trying again does not help. */
  readonly retryAfterMs?: number | null;
}

const METRICS = ['requests', 'tokens'] as const;

/**
 * `x-ratelimit-*` as OpenAI sends them: resets are durations in Go's form. Of several limits the one that leaves least
 * is told.
 */
export function openAiHeaders(notice: LimitNotice): Record<string, string> {
  const headers = retryHeaders(notice);
  for (const metric of METRICS) {
    const state = tightest(notice.states, metric);
    if (state === null) continue;
    headers[`x-ratelimit-limit-${metric}`] = String(state.capacity);
    headers[`x-ratelimit-remaining-${metric}`] = String(state.remaining);
    headers[`x-ratelimit-reset-${metric}`] = goDuration(state.resetMs);
  }
  return headers;
}

/** `anthropic-ratelimit-*`: resets are moments in RFC 3339. */
export function anthropicHeaders(notice: LimitNotice, nowMs = Date.now()): Record<string, string> {
  const headers = retryHeaders(notice);
  for (const metric of METRICS) {
    const state = tightest(notice.states, metric);
    if (state === null) continue;
    headers[`anthropic-ratelimit-${metric}-limit`] = String(state.capacity);
    headers[`anthropic-ratelimit-${metric}-remaining`] = String(state.remaining);
    headers[`anthropic-ratelimit-${metric}-reset`] = rfc3339(nowMs + state.resetMs);
  }
  return headers;
}

/** Both vendors' SDKs read these three; they prefer the milliseconds. */
function retryHeaders({ retryAfterMs }: LimitNotice): Record<string, string> {
  if (retryAfterMs === undefined) return {};
  if (retryAfterMs === null) return { 'x-should-retry': 'false' };
  const ms = Math.ceil(retryAfterMs);
  return { 'retry-after': String(Math.ceil(ms / 1_000)), 'retry-after-ms': String(ms) };
}

/** A duration as Go's `time.Duration` prints it: "12ms", "1.5s", "6m0s", "1h2m3s". */
export function goDuration(ms: number): string {
  const whole = Math.ceil(ms);
  if (whole === 0) return '0s';
  if (whole < 1_000) return `${whole}ms`;
  const seconds = (whole % 60_000) / 1_000;
  const minutes = Math.floor(whole / 60_000) % 60;
  const hours = Math.floor(whole / 3_600_000);
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** Whole seconds, rounded up: no caller comes back too early. */
function rfc3339(ms: number): string {
  return new Date(Math.ceil(ms / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
}
