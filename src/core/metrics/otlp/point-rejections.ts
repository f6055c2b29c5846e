const MAX_REASONS = 3;
const MAX_NAME_LENGTH = 100;

/** Why data points were rejected, for OTLP's partial success. */
export class PointRejections {
  readonly #reasons = new Map<string, { count: number; readonly example: string }>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(reason: string, metric: string, points: number): void {
    this.#count += points;
    const known = this.#reasons.get(reason);
    if (known === undefined) this.#reasons.set(reason, { count: points, example: metric });
    else known.count += points;
  }

  /** Null when all of the points were taken. */
  message(points: number): string | null {
    if (this.#count === 0) return null;
    const said = [...this.#reasons].slice(0, MAX_REASONS).map(([reason, { count, example }]) => {
      return `${count} because ${reason} (such as ${JSON.stringify(example.slice(0, MAX_NAME_LENGTH))})`;
    });
    return `${this.#count} of ${points} data points were rejected: ${said.join('; ')}`;
  }
}
