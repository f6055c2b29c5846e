import { z } from 'zod';
import { guardDirectionSchema, guardNameSchema, guardOutcomeSchema } from './guard-run.ts';

/** Bins of a histogram of scores: bin n holds scores from n / 100 to below (n + 1) / 100, the last also 1. */
export const SCORE_BINS = 100;

/** What a guard did in a time range, in one direction. */
export const guardFigureSchema = z.object({
  guard: guardNameSchema,
  direction: guardDirectionSchema,
  runs: z.number().int(),
  /** Runs that found something and did something about it: every outcome but `pass` and a failure. */
  hits: z.number().int(),
  /** Runs that refused the call: `block` and `failed_closed`. */
  blocked: z.number().int(),
  /** Runs that failed, whichever way that was taken. */
  failed: z.number().int(),
  outcomes: z.partialRecord(guardOutcomeSchema, z.number().int()),
  /** Relative error at most 1 %; null: it did not run. */
  p50Micros: z.number().nullable(),
  p95Micros: z.number().nullable(),
  /** Hits by bucket, oldest first. */
  hitSeries: z.array(z.number().int()),
});
export type GuardFigure = z.infer<typeof guardFigureSchema>;

/** Only guards that ran in the range. Times are whole minutes. */
export const guardFiguresSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  bucketSeconds: z.number().int(),
  guards: z.array(guardFigureSchema),
});
export type GuardFigures = z.infer<typeof guardFiguresSchema>;

/** The scores that a guard gave in a time range, whatever its threshold was then. */
export const guardScoresSchema = z.object({
  guard: guardNameSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Runs, also those without a score. */
  runs: z.number().int(),
  /** Runs by score, `SCORE_BINS` of them. */
  bins: z.array(z.number().int()).length(SCORE_BINS),
});
export type GuardScores = z.infer<typeof guardScoresSchema>;
