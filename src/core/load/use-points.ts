import type { EngineUse } from '../../shared/load/index.ts';

/** Of a longer run every second, fourth ... point is kept. */
const MOST_POINTS = 1200;

/** The points of a run, however long it is. */
export class UsePoints {
  #points: EngineUse[] = [];
  #every = 1;
  #seen = 0;

  get all(): EngineUse[] {
    return this.#points;
  }

  add(point: EngineUse): void {
    if (this.#seen++ % this.#every !== 0) return;
    this.#points.push(point);
    if (this.#points.length <= MOST_POINTS) return;
    this.#points = this.#points.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }
}
