import { z } from 'zod';
import type { Span } from '../../../../shared/trace.ts';

const attemptSchema = z.object({
  /** The gateway says this of each of its calls, and of nothing else below an exchange. */
  'signalbox.simulated': z.boolean(),
  'signalbox.attempt.reason': z.string().catch('first choice'),
  'signalbox.attempt.waited_ms': z.number().nonnegative().catch(0),
  'http.request.resend_count': z.number().int().nonnegative().catch(0),
  'http.response.status_code': z.number().int().nullable().catch(null),
  'url.full': z.string().catch(''),
  'error.type': z.string().nullable().catch(null),
  'signalbox.upstream.first_byte_micros': z.number().nonnegative().nullable().catch(null),
});

/** One call of an exchange to an upstream. */
export interface Attempt {
  readonly spanId: string;
  readonly traceId: string;
  /** From 1. */
  readonly number: number;
  readonly target: string;
  readonly url: string;
  /** Why it was made, in words of the gateway. */
  readonly reason: string;
  readonly waitedMs: number;
  readonly status: number | null;
  readonly failure: { readonly type: string; readonly message: string } | null;
  readonly startMicros: number;
  readonly durationMicros: number;
  readonly firstByteMicros: number | null;
}

/** The attempts among the spans below an exchange, in their order; `exchange` is where their times count from. */
export function attemptsOf(exchange: Span, spans: readonly Span[]): Attempt[] {
  return spans
    .flatMap((span): Attempt[] => {
      const parsed = attemptSchema.safeParse(span.attributes);
      if (!parsed.success) return [];
      const { data } = parsed;
      const start = BigInt(span.startTimeUnixNano);
      return [
        {
          spanId: span.spanId,
          traceId: span.traceId,
          number: data['http.request.resend_count'] + 1,
          target: span.name.replace(/^POST /, ''),
          url: data['url.full'],
          reason: data['signalbox.attempt.reason'],
          waitedMs: data['signalbox.attempt.waited_ms'],
          status: data['http.response.status_code'],
          failure:
            span.status === 'error'
              ? { type: data['error.type'] ?? 'error', message: span.statusMessage }
              : null,
          startMicros: Number(start - BigInt(exchange.startTimeUnixNano)) / 1_000,
          durationMicros: Number(BigInt(span.endTimeUnixNano) - start) / 1_000,
          firstByteMicros: data['signalbox.upstream.first_byte_micros'],
        },
      ];
    })
    .sort((a, b) => a.number - b.number || a.startMicros - b.startMicros);
}
