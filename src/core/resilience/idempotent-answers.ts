import { createHash } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import { SharedAnswer, type AnswerSink } from './shared-answer.ts';

const MAX_KEY_LENGTH = 255;

export interface IdempotencyLimits {
  /** How long a whole answer is kept. */
  readonly keptMs: number;
  readonly maxAnswers: number;
  readonly maxAnswerBytes: number;
  /** Of all answers together. */
  readonly maxBytes: number;
}

const DEFAULT_LIMITS: IdempotencyLimits = {
  keptMs: 60 * 60_000,
  maxAnswers: 10_000,
  maxAnswerBytes: 4 * 1024 * 1024,
  maxBytes: 64 * 1024 * 1024,
};

interface Entry {
  readonly body: string;
  readonly answer: SharedAnswer;
  readonly expiresMs: number;
  ended: boolean;
}

/**
 * Answers by idempotency key: a repeated key gets the first answer, also while that is still being written. An answer
 * that failed is forgotten, so that the same key may try again. In memory of this engine only.
 * Source for the header: draft-ietf-httpapi-idempotency-key-header-07
 */
export class IdempotentAnswers {
  readonly #limits: IdempotencyLimits;
  readonly #now: () => number;
  /** Oldest first. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(limits: Partial<IdempotencyLimits> = {}, now: () => number = () => Date.now()) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#now = now;
  }

  /**
   * The answer of this key, and whether the caller is the one to write it. `scope` tells callers apart.
   * @throws SignalboxError IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED
   */
  claim(call: { scope: string; key: string; body: Uint8Array; sink: AnswerSink }): {
    answer: SharedAnswer;
    isFirst: boolean;
  } {
    if (call.key.length > MAX_KEY_LENGTH) {
      throw new SignalboxError('IDEMPOTENCY_KEY_INVALID', { limit: MAX_KEY_LENGTH });
    }
    this.#expire();
    // Hashed, since scopes may hold the caller's own credentials.
    const id = digest(call.scope, call.key);
    const body = digest(call.body);
    const known = this.#entries.get(id);
    if (known !== undefined) {
      if (known.body !== body) throw new SignalboxError('IDEMPOTENCY_KEY_REUSED');
      this.#hits += 1;
      return { answer: known.answer, isFirst: false };
    }
    this.#misses += 1;
    const answer: SharedAnswer = new SharedAnswer(call.sink, this.#limits.maxAnswerBytes, (ending) => {
      entry.ended = true;
      const succeeded = ending === 'whole' && answer.status !== null && answer.status < 300;
      if (!succeeded) this.#entries.delete(id);
      else this.#bytes += answer.keptBytes;
      this.#makeRoom();
    });
    const entry: Entry = { body, answer, expiresMs: this.#now() + this.#limits.keptMs, ended: false };
    this.#entries.set(id, entry);
    this.#makeRoom();
    return { answer, isFirst: true };
  }

  /** What is kept now, and how often a key was known since the start. */
  figures(): { answers: number; bytes: number; maxBytes: number; hits: number; misses: number } {
    return {
      answers: this.#entries.size,
      bytes: this.#bytes,
      maxBytes: this.#limits.maxBytes,
      hits: this.#hits,
      misses: this.#misses,
    };
  }

  #expire(): void {
    const now = this.#now();
    for (const [id, entry] of this.#entries) {
      if (entry.expiresMs > now) return;
      if (entry.ended) this.#forget(id, entry);
    }
  }

  /** Those under way stay: their number is bounded by the connections. */
  #makeRoom(): void {
    const { maxAnswers, maxBytes } = this.#limits;
    for (const [id, entry] of this.#entries) {
      if (this.#entries.size <= maxAnswers && this.#bytes <= maxBytes) return;
      if (entry.ended) this.#forget(id, entry);
    }
  }

  #forget(id: string, { answer }: Entry): void {
    this.#entries.delete(id);
    this.#bytes -= answer.keptBytes;
  }
}

function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64');
}
