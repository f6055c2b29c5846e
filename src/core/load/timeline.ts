import type { LoadSnapshot } from '../../shared/load/index.ts';

const MOST_POINTS = 1200;

/** The seconds of a run. Of a long one, every second, fourth, eighth ... is kept: each still tells of its own second alone. */
export class Timeline {
  #points: LoadSnapshot[] = [];
  #every = 1;
  #seen = 0;

  add(snapshot: LoadSnapshot): void {
    if (this.#seen++ % this.#every !== 0) return;
    this.#points.push(snapshot);
    if (this.#points.length <= MOST_POINTS) return;
    this.#points = this.#points.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  points(): LoadSnapshot[] {
    return [...this.#points];
  }
}
