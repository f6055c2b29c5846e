import type { LatencyHistogram } from './latency-histogram.ts';

/** A percentile, 0 to 100, or the mean. */
export type SliceFigure = number | 'mean';

/** The parts of a run as counts by value, made for being drawn from a thousand times. */
export class SliceTable {
  /** All values that were recorded in any slice, ascending. */
  readonly #values: Float64Array;
  /** For each slice, a count for each value. */
  readonly #counts: readonly Uint32Array[];
  readonly #sum: Float64Array;

  constructor(slices: readonly LatencyHistogram[]) {
    const entries = slices.map((slice) => [...slice.entries()]);
    const values = [...new Set(entries.flatMap((slice) => slice.map(([value]) => value)))].sort(
      (a, b) => a - b,
    );
    const placeOf = new Map(values.map((value, place) => [value, place]));
    this.#values = Float64Array.from(values);
    this.#counts = entries.map((slice) => {
      const counts = new Uint32Array(values.length);
      for (const [value, count] of slice) counts[placeOf.get(value) ?? 0] = count;
      return counts;
    });
    this.#sum = new Float64Array(values.length);
  }

  /** The figures of as many slices as there are, drawn with replacement. */
  draw(random: () => number, figures: readonly SliceFigure[]): number[] {
    const slices = this.#counts.length;
    const times = new Uint32Array(slices);
    for (let drawn = 0; drawn < slices; drawn++) {
      const chosen = Math.floor(random() * slices);
      times[chosen] = (times[chosen] ?? 0) + 1;
    }
    return this.#figuresOf(times, figures);
  }

  /** The figures of all slices, each once. */
  whole(figures: readonly SliceFigure[]): number[] {
    return this.#figuresOf(new Uint32Array(this.#counts.length).fill(1), figures);
  }

  #figuresOf(times: Uint32Array, figures: readonly SliceFigure[]): number[] {
    const sum = this.#sum.fill(0);
    for (const [slice, counts] of this.#counts.entries()) {
      const weight = times[slice] ?? 0;
      if (weight === 0) continue;
      for (let place = 0; place < counts.length; place++)
        sum[place] = (sum[place] ?? 0) + weight * (counts[place] ?? 0);
    }
    const total = sum.reduce((all, count) => all + count, 0);
    return figures.map((figure) => (figure === 'mean' ? this.#mean(total) : this.#at(figure, total)));
  }

  #mean(total: number): number {
    const weighed = this.#sum.reduce((all, count, place) => all + count * (this.#values[place] ?? 0), 0);
    return total === 0 ? 0 : weighed / total;
  }

  /** Nearest rank. */
  #at(percentile: number, total: number): number {
    const rank = Math.max(1, Math.ceil((percentile / 100) * total));
    let seen = 0;
    for (let place = 0; place < this.#sum.length; place++) {
      seen += this.#sum[place] ?? 0;
      if (seen >= rank) return this.#values[place] ?? 0;
    }
    return this.#values.at(-1) ?? 0;
  }
}
