import type { PolicySubject } from './policy-fields.ts';
import type { PolicyInput, PolicyMessage } from './policy-input.ts';

/** Conditions that go through the messages see so many, the last ones; `text` has them all. */
export const MAX_MESSAGES = 1_000;

/**
 * Puts together what conditions are asked of. The messages are asked for at most once, and only when a condition reads
 * them.
 */
export function policySubject(input: PolicyInput, messages: () => readonly PolicyMessage[]): PolicySubject {
  return new LazySubject(input, messages);
}

class LazySubject implements PolicySubject {
  readonly input: PolicyInput;
  readonly #ask: () => readonly PolicyMessage[];
  #all: readonly PolicyMessage[] | undefined;
  #messages: readonly PolicyMessage[] | undefined;
  #text: string | undefined;
  #prompt: string | undefined;

  constructor(input: PolicyInput, ask: () => readonly PolicyMessage[]) {
    this.input = input;
    this.#ask = ask;
  }

  get messages(): readonly PolicyMessage[] {
    return (this.#messages ??= this.#asked.slice(-MAX_MESSAGES));
  }

  get text(): string {
    return (this.#text ??= this.#asked.map(({ text }) => text).join('\n'));
  }

  get prompt(): string {
    return (this.#prompt ??= this.#asked.findLast(({ role }) => role === 'user')?.text ?? '');
  }

  get #asked(): readonly PolicyMessage[] {
    return (this.#all ??= this.#ask());
  }
}
