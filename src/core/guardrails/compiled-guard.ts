import type { Finding, GuardSettings } from '../../shared/guard/index.ts';
import type { GuardedCall, InputReport } from './guard.ts';
import type { TextMatcher } from './text-matcher.ts';

/** What a guard came to, before its action is asked. */
export interface Verdict {
  /** The highest score; null: it gives none. */
  readonly score: number | null;
  readonly findings: readonly Finding[];
  readonly isHit: boolean;
  /** For people; never holds what was found. */
  readonly reason: string;
  readonly refuseTarget?: InputReport['refuseTarget'];
}

/** When the time of a guard is up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** @throws SignalboxError GUARD_FAILED when the time is up; for work between whose pieces nobody else comes in. */
  check(): void;
}

/** A guard as its settings make it. */
export interface CompiledGuard {
  readonly settings: GuardSettings;
  /** Judges a request. */
  checkCall(call: GuardedCall, deadline: Deadline): Verdict | Promise<Verdict>;
  /** Finds places, so that they can be redacted and watched for in a stream; null: it judges the whole only. */
  readonly matcher: TextMatcher | null;
  /** Judges an answer that is complete; null: it judges places, or no answers. */
  readonly checkAnswer: ((text: string, deadline: Deadline) => Verdict | Promise<Verdict>) | null;
  /** A streamed answer is held back until `checkAnswer` has judged it. */
  readonly holdsStreams: boolean;
}
