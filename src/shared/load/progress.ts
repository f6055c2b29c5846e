import { z } from 'zod';

/** `draining`: nothing starts any more, answers are waited for. */
export const loadPhaseSchema = z.enum(['warm_up', 'measuring', 'draining']);

const millis = z.number().nonnegative();

/** One second of a run, and its sums so far. */
export const loadSnapshotSchema = z.object({
  phase: loadPhaseSchema,
  /** Since the end of the warm-up; below zero during it. */
  atMs: z.number(),
  /** Requests per second that the plan asks for now; of a closed run null. */
  askedRate: z.number().nullable(),
  /** Users that the plan asks for now; of an open run null. */
  users: z.number().nullable(),
  /** Starts and answers per second, of this second. */
  startedRate: z.number(),
  rate: z.number(),
  errorRate: z.number(),
  inFlight: z.number().int(),
  /** Due, and not started yet because too many were in flight. */
  waiting: z.number().int(),
  /** Of the answers of this second; null when there were none. */
  latency: z.object({ p50: millis, p95: millis, p99: millis, max: millis }).nullable(),
  ttftP95: millis.nullable(),
  /** How late the starts of this second were. */
  lagP99: millis.nullable(),
  /** Since the end of the warm-up. */
  totals: z.object({
    started: z.number().int(),
    completed: z.number().int(),
    errors: z.number().int(),
    dropped: z.number().int(),
    late: z.number().int(),
  }),
});
export type LoadSnapshot = z.infer<typeof loadSnapshotSchema>;
