import type { FactName, HealthComponent } from '../../shared/health/index.ts';

/** What a probe found out. */
export interface Finding {
  readonly fact: FactName;
  /** What of several it is about. */
  readonly subject?: string | undefined;
  /** Null where nothing could be measured. */
  readonly value: number | null;
  /** What is shown instead of the value. */
  readonly text?: string | undefined;
  /** Instead of the points by the fact's rule; null: it is only shown. */
  readonly points?: number | null | undefined;
  /** Instead of the fact's own. */
  readonly floor?: number | undefined;
}

/** One look at one thing. Its failure or its hanging is a finding of its own and stops nobody else. */
export interface Probe {
  readonly component: HealthComponent;
  /** In the middle of a sentence: 'the writer thread'. */
  readonly name: string;
  /** How long it may take; PROBE_LIMIT_MS unless said otherwise. */
  readonly limitMs?: number;
  /** What its failure counts; FAILED_POINTS unless said otherwise. */
  readonly failedPoints?: number;
  readonly run: () => readonly Finding[] | Promise<readonly Finding[]>;
}

export const PROBE_LIMIT_MS = 2_000;
export const FAILED_POINTS = 40;
