interface Kept<T> {
  readonly key: string;
  readonly answer: Promise<T>;
}

/** The latest answer to each question, given again while its key is the same. A failed one is not kept. */
export class RecentAnswers<Question, T> {
  readonly #kept = new Map<Question, Kept<T>>();

  get(question: Question, key: string, answer: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(question);
    if (known?.key === key) return known.answer;
    const kept = { key, answer: answer() };
    this.#kept.set(question, kept);
    kept.answer.catch(() => {
      if (this.#kept.get(question) === kept) this.#kept.delete(question);
    });
    return kept.answer;
  }
}
