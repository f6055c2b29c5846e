import type { Decision } from '../../shared/decision.ts';

/** What a stage decided; the pipeline adds its name and its time. */
export type Verdict = Pick<Decision, 'outcome' | 'reason'>;
