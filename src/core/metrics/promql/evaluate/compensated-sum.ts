/** A sum that carries the error of its roundings along. Source: Neumaier, ZAMM 54 (1974), the improved Kahan sum. */
export class CompensatedSum {
  sum = 0;
  #error = 0;

  add(value: number): void {
    const next = this.sum + value;
    // The larger of the two keeps its digits; what the other lost is noted.
    this.#error += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }

  /** The sum with its error, also where that is no number. */
  get exact(): number {
    return this.sum + this.#error;
  }

  /** The same; an infinite sum stays infinite. */
  get value(): number {
    return this.sum === Infinity || this.sum === -Infinity ? this.sum : this.exact;
  }
}
