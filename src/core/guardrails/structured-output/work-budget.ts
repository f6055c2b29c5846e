/**
 * Bounds the work of one check. A small schema can ask for any amount of it: definitions that refer to one another twice
 * each double it with every level. So every subschema, and every pattern, pays for what it does.
 */
export class WorkBudget {
  #left = 0;

  refill(units: number): void {
    this.#left = units;
  }

  /** @throws WorkExceeded */
  take(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new WorkExceeded();
  }

  /** For a value at a subschema: each entry may be looked at, a text is measured. */
  takeFor(value: unknown, ownWork: number): void {
    if (typeof value === 'string') this.take(ownWork + (value.length >> 6));
    else if (Array.isArray(value)) this.take(ownWork + value.length);
    else if (typeof value === 'object' && value !== null) this.take(ownWork + Object.keys(value).length);
    else this.take(ownWork);
  }
}

export class WorkExceeded extends Error {
  override readonly name = 'WorkExceeded';
}
