import { createHash } from 'node:crypto';

const LEAST_TOKENS = 1024;
const STEP = 128;
const MAX_PREFIXES = 4096;

/**
 * Which prompts were seen, as providers cache them: by whole messages from the start, from 1,024 tokens on, counted
 * in steps of 128. The same sequence of calls always hits in the same places.
 */
export class PromptCache {
  readonly #seen = new Map<string, true>();

  /** Tokens of the prompt that an earlier call of this model had sent already; remembers the prompt. */
  hit(model: string, messages: readonly { key: string; tokens: number }[]): number {
    let prefix = model;
    let tokens = 0;
    let cached = 0;
    for (const message of messages) {
      prefix = createHash('sha256').update(prefix).update('\u0000').update(message.key).digest('base64');
      tokens += message.tokens;
      if (tokens < LEAST_TOKENS) continue;
      if (this.#seen.has(prefix)) cached = tokens;
      this.#remember(prefix);
    }
    return Math.floor(cached / STEP) * STEP;
  }

  clear(): void {
    this.#seen.clear();
  }

  #remember(prefix: string): void {
    this.#seen.delete(prefix);
    this.#seen.set(prefix, true);
    if (this.#seen.size <= MAX_PREFIXES) return;
    const oldest = this.#seen.keys().next();
    if (oldest.done !== true) this.#seen.delete(oldest.value);
  }
}
