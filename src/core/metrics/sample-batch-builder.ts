import type { Exemplar, MetricMetadata, SampleBatch } from './sample-batch.ts';
import { markStale, type Labels } from './series-source.ts';

/** Gathers samples into the columns of a batch. */
export class SampleBatchBuilder {
  readonly #series: Labels[] = [];
  readonly #seriesOf: number[] = [];
  readonly #times: number[] = [];
  readonly #values: number[] = [];
  readonly #stale: number[] = [];
  readonly #exemplars: Exemplar[] = [];
  readonly #metadata = new Map<string, MetricMetadata>();

  /** Adds a series, which must not be there yet; what it returns names it to the other methods. */
  addSeries(labels: Labels): number {
    return this.#series.push(labels) - 1;
  }

  addSample(series: number, timeMs: number, value: number): void {
    this.#seriesOf.push(series);
    this.#times.push(timeMs);
    this.#values.push(value);
  }

  /** Says that the series has ended. */
  addStaleMarker(series: number, timeMs: number): void {
    this.#stale.push(this.#values.length);
    this.addSample(series, timeMs, 0);
  }

  addExemplar(exemplar: Exemplar): void {
    this.#exemplars.push(exemplar);
  }

  /** The first that is said of a name stays. */
  addMetadata(metadata: MetricMetadata): void {
    if (!this.#metadata.has(metadata.name)) this.#metadata.set(metadata.name, metadata);
  }

  build(): SampleBatch {
    const values = Float64Array.from(this.#values);
    for (const index of this.#stale) markStale(values, index);
    return {
      series: this.#series,
      seriesOf: Uint32Array.from(this.#seriesOf),
      times: Float64Array.from(this.#times),
      values,
      exemplars: this.#exemplars,
      metadata: [...this.#metadata.values()],
    };
  }
}
