import type { Place } from './filter-expression.ts';

/** What is wrong with a filter, and where. */
export interface FilterProblem extends Place {
  readonly message: string;
  /** What the text at the place could be instead. */
  readonly suggestion?: string;
}

/** More would not help anybody. */
const MAX_PROBLEMS = 10;

/** Collects problems in the order of the text, one for a place. */
export class FilterProblems {
  readonly #found: FilterProblem[] = [];

  get found(): readonly FilterProblem[] {
    return [...this.#found].sort((a, b) => a.from - b.from);
  }

  add({ from, to }: Place, message: string, suggestion?: string): void {
    if (this.#found.length >= MAX_PROBLEMS || this.#found.some((known) => known.from === from)) return;
    this.#found.push({ from, to, message, ...(suggestion === undefined ? {} : { suggestion }) });
  }
}
