import type { GuardName, GuardRun } from '../../shared/guard/index.ts';
import type { PolicyInput, PolicyOutcome } from '../../shared/policy/index.ts';
import type { SimilarityRecord } from '../../shared/similarity.ts';
import type { AnswerWatch, InputReport, Redaction } from '../guardrails/guard.ts';

/** What a rule holds the answer to. */
export interface HeldAnswerCheck {
  readonly schema: unknown;
  /** The model may mend it once. */
  readonly repair: boolean;
  /** In words that a model can act on; empty: it fits. */
  problems(answer: string): readonly string[];
}

/** What guards, the comparison with other prompts and policies made of an exchange so far. */
export class Judgement {
  readonly #inputRuns: GuardRun[] = [];
  similarity: SimilarityRecord | null = null;
  /** Ends when `similarity` is known. Never rejects. */
  comparing: Promise<void> | null = null;
  policyInput: PolicyInput | null = null;
  policy: PolicyOutcome | null = null;
  /** In the order in which they were applied. */
  readonly redactions: Redaction[] = [];
  /** Why such a target may not answer. */
  readonly refusals: NonNullable<InputReport['refuseTarget']>[] = [];
  readonly warnings: string[] = [];
  /** What is wrong with an answer that must be JSON; null: it need not be. */
  answerCheck: HeldAnswerCheck | null = null;
  /** Watches the answer of the last attempt. */
  watch: AnswerWatch | null = null;
  /** Milliseconds that it took. */
  watchedMs = 0;
  /** One of them refused the call. */
  blocked = false;

  addRuns(runs: readonly GuardRun[]): void {
    this.#inputRuns.push(...runs);
  }

  /** Guards that have judged the request. */
  hasRun(guard: GuardName): boolean {
    return this.#inputRuns.some((run) => run.guard === guard);
  }

  /** Empty while there is no answer. */
  get outputRuns(): readonly GuardRun[] {
    return this.watch === null || this.watchedMs === 0 ? [] : this.watch.runs();
  }

  /** Of the request, then of the answer. */
  get runs(): readonly GuardRun[] {
    return [...this.#inputRuns, ...this.outputRuns];
  }

  /** Something is to be recorded. */
  get isAny(): boolean {
    return this.runs.length > 0 || this.similarity !== null || this.policy !== null;
  }

  /** Replaces in a text of our own what was replaced in the request. */
  redact(text: string): string {
    return this.redactions.reduce((redacted, redaction) => redaction.redact(redacted), text);
  }

  /** Puts back what was replaced in the request. */
  restore(text: string): string {
    return this.redactions.reduceRight((restored, redaction) => redaction.restore(restored), text);
  }
}
