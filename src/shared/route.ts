import { z } from 'zod';

/** One provider and model pair that a route may choose. */
export const routeTargetSchema = z.object({
  provider: z.string().min(1).max(63),
  /** The model by the provider's own name. */
  model: z.string().min(1).max(200),
  /** 1 is tried first; the next rank when every target of the one before has failed. */
  rank: z.number().int().min(1).max(20),
  /** Share of the calls among the targets of one rank. */
  weight: z.number().int().min(1).max(1_000),
});
export type RouteTarget = z.infer<typeof routeTargetSchema>;

export const retrySettingsSchema = z.object({
  /** Calls to one target before the next is tried; 1: none is retried. */
  attempts: z.number().int().min(1).max(5),
  /** The longest wait between two of them. A provider that asks for more is not waited for. */
  maxWaitMs: z.number().int().min(0).max(60_000),
});
export type RetrySettings = z.infer<typeof retrySettingsSchema>;

const limitMs = z.number().int().min(100).max(3_600_000).nullable();

/** In milliseconds; null: the gateway's own limit (first byte 5 minutes, silence 1 minute, no limit for the whole). */
export const callTimeoutsSchema = z.object({
  /** Until the head of the answer. */
  firstByteMs: limitMs,
  /** Between two pieces of an answer. */
  idleMs: limitMs,
  /** The whole call with all its attempts. */
  totalMs: limitMs,
});
export type CallTimeouts = z.infer<typeof callTimeoutsSchema>;

export const DEFAULT_RETRY: RetrySettings = { attempts: 2, maxWaitMs: 5_000 };
export const DEFAULT_CALL_TIMEOUTS: CallTimeouts = { firstByteMs: null, idleMs: null, totalMs: null };

/** What a caller may name as `model`, and who then answers. */
export const newRouteSchema = z.object({
  model: z.string().trim().min(1).max(200),
  targets: z.array(routeTargetSchema).min(1).max(20),
  retry: retrySettingsSchema.default(DEFAULT_RETRY),
  timeouts: callTimeoutsSchema.default(DEFAULT_CALL_TIMEOUTS),
});
export type NewRoute = z.infer<typeof newRouteSchema>;

export const routeSchema = newRouteSchema.extend({ updatedAt: z.iso.datetime() });
export type Route = z.infer<typeof routeSchema>;

/** How a target is, as its circuit breaker sees it. */
export const targetHealthSchema = z.object({
  /** `PROVIDER/MODEL` */
  target: z.string(),
  /** closed: calls pass. open: none pass until `probeAt`. half_open: one call is under way to try it. */
  state: z.enum(['closed', 'open', 'half_open']),
  probeAt: z.iso.datetime().nullable(),
  running: z.number().int(),
  lastFailure: z.string().nullable(),
});
export type TargetHealth = z.infer<typeof targetHealthSchema>;

/** Whether calls to the target are held back now: once a probe is due, the next call goes through to be one. */
export function isHeldBack({ state, probeAt }: TargetHealth, nowMs: number): boolean {
  if (state === 'open') return probeAt === null || Date.parse(probeAt) > nowMs;
  return state === 'half_open';
}
