import type { GuardName, GuardRun } from '../../shared/guard/index.ts';

/** A text of a call, and where it stands: guards judge the result of a tool otherwise than the user's own words. */
export interface GuardText {
  readonly text: string;
  readonly role: 'system' | 'user' | 'assistant' | 'tool' | 'tool_definition';
  /** For people: `message 3 (tool result)`. */
  readonly place: string;
}

/** A call as guards see it. What costs time to know is asked for. */
export interface GuardedCall {
  readonly scope: {
    readonly org: string | null;
    readonly workspace: string | null;
    readonly user: string | null;
  };
  readonly model: string;
  /** A guard whose feature flag is off for this call does not run, whatever its settings. */
  readonly isOff?: (guard: GuardName) => boolean;
  readonly texts: readonly GuardText[];
  readonly messages: number;
  readonly tools: number;
  readonly attachments: number;
  /** Counted by the tokenizer. */
  tokens(): Promise<number>;
  /** The most that it may cost, in nano-dollars; 0n where no price is known. */
  costNanos(): bigint;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** Replaces what must not leave by placeholders, the same for the same text, and puts it back into the answer. */
export interface Redaction {
  redact(text: string): string;
  /** Whether this placeholder stands for something. */
  knows(placeholder: string): boolean;
  /** `encode`: how what is put back is written in this text, such as inside a string of JSON. */
  restore(text: string, encode?: (original: string) => string): string;
  /** For a text that comes in pieces: holds back what may be the beginning of a placeholder. */
  restorer(encode?: (original: string) => string): { push(piece: string): string; finish(): string };
}

/** What the guards made of a request. */
export interface InputReport {
  readonly runs: readonly GuardRun[];
  /** Why the call is refused; null: it is not. */
  readonly block: { readonly guard: GuardName; readonly reason: string } | null;
  readonly warnings: readonly string[];
  /** To be applied to every text of the request; null: nothing is to be replaced. */
  readonly redaction: Redaction | null;
  /** Why such a target may not answer; null: it may. Null instead of the function: all may. */
  readonly refuseTarget: ((target: { provider: string; model: string }) => string | null) | null;
}

/**
 * Watches an answer, whole or as it is written. A lane is one text of it (a part of a choice), which comes in pieces.
 * Whatever the pieces, what is released is the same.
 */
export interface AnswerWatch {
  /** What may go on to the caller now. @throws SignalboxError GUARD_BLOCKED */
  push(lane: string, piece: string): string | Promise<string>;
  /** The lane is complete: what was held back of it. @throws SignalboxError GUARD_BLOCKED */
  finish(lane: string): string | Promise<string>;
  /** What the guards came to so far; complete after the last `finish`. */
  runs(): readonly GuardRun[];
}

/** The guards as the pipeline uses them. */
export interface Guardrails {
  /**
   * Runs the guards of requests that are switched on; with `only`, those named, whether switched on or not. Null: none
   * runs. Never rejects: a guard that fails decides by its failure mode.
   */
  checkInput(call: GuardedCall, only?: readonly GuardName[]): InputReport | Promise<InputReport> | null;
  /**
   * Null: nobody watches the answer. `required`: guards that run though they are switched off. `redactions`: of the
   * request, so that what is replaced in the answer has other placeholders.
   */
  watchAnswer(
    call: GuardedCall,
    required: readonly GuardName[],
    redactions?: readonly Redaction[],
  ): AnswerWatch | null;
  /** Redacts kinds of the guards `pii` and `secrets`; no kind: all. */
  redaction(kinds: readonly string[]): Redaction;
}
