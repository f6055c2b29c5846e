const ELLIPSIS = '…';
const MOST_KNOWN = 2_000;

/** Cuts texts to a width, and remembers how: the same names come again with every frame. */
export class FittedText {
  readonly #known = new Map<string, string>();
  readonly #measure: (text: string) => number;

  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  /** The text, or its beginning with an ellipsis. */
  fit(text: string, width: number): string {
    const key = `${Math.floor(width)} ${text}`;
    let fitted = this.#known.get(key);
    if (fitted !== undefined) return fitted;
    fitted = this.#cut(text, width);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(key, fitted);
    return fitted;
  }

  #cut(text: string, width: number): string {
    if (this.#measure(text) <= width) return text;
    let fits = 0;
    let tooLong = text.length;
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.#measure(text.slice(0, middle) + ELLIPSIS) <= width) fits = middle;
      else tooLong = middle;
    }
    return text.slice(0, fits).trimEnd() + ELLIPSIS;
  }
}
