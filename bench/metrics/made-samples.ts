import type { SampleBatch } from '../../src/core/metrics/index.ts';

/** Series of each kind: counters, gauges, buckets of histograms. */
export const SERIES = 1000;
const BUCKETS = 10;
export const STEP_MS = 15_000;
const KINDS = 3;

/** A batch of this many steps of all series: a minute's scrapes, as remote write would send them. */
const STEPS_PER_BATCH = 4;

type Labels = Record<string, string>;

/** Figures as services have them: counters that grow by whole numbers and begin anew now and then, gauges with decimals. */
export class MadeSamples {
  readonly labels: readonly Labels[] = [...counters(), ...gauges(), ...buckets()];
  readonly #values = new Float64Array(SERIES * KINDS);
  readonly #random = lcg(1);

  /** Batches of `steps` steps from a time on. */
  *batches(fromMs: number, steps: number): Generator<SampleBatch> {
    for (let step = 0; step < steps; step += STEPS_PER_BATCH) {
      yield this.#batch(fromMs + step * STEP_MS, Math.min(STEPS_PER_BATCH, steps - step));
    }
  }

  #batch(fromMs: number, steps: number): SampleBatch {
    const count = this.labels.length;
    const seriesOf = new Uint32Array(count * steps);
    const times = new Float64Array(count * steps);
    const values = new Float64Array(count * steps);
    for (let step = 0; step < steps; step += 1) {
      this.#advance();
      for (let series = 0; series < count; series += 1) {
        const at = series * steps + step;
        seriesOf[at] = series;
        times[at] = fromMs + step * STEP_MS;
        values[at] = this.#values[series] ?? 0;
      }
    }
    return { series: this.labels, seriesOf, times, values, exemplars: [], metadata: [] };
  }

  #advance(): void {
    const values = this.#values;
    for (let series = 0; series < SERIES; series += 1) {
      const isReset = this.#random() < 1 / 20_000;
      values[series] = isReset ? 0 : (values[series] ?? 0) + Math.floor(this.#random() * 40);
      const gauge = SERIES + series;
      values[gauge] = Math.round(((values[gauge] ?? 0) * 0.98 + this.#random() * 2) * 1000) / 1000;
    }
    for (let instance = 0; instance < SERIES / BUCKETS; instance += 1) {
      let below = 0;
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        below += Math.floor(this.#random() * 6);
        const at = 2 * SERIES + instance * BUCKETS + bucket;
        values[at] = (values[at] ?? 0) + below;
      }
    }
  }
}

function counters(): Labels[] {
  return Array.from({ length: SERIES }, (_, index) => ({
    __name__: 'bench_requests_total',
    job: 'bench',
    instance: `10.0.${Math.floor(index / 100)}.${index % 100}:9100`,
    code: ['200', '400', '429', '500'][index % 4] ?? '',
  }));
}

function gauges(): Labels[] {
  return Array.from({ length: SERIES }, (_, index) => ({
    __name__: 'bench_load_average',
    job: 'bench',
    instance: `10.1.${Math.floor(index / 100)}.${index % 100}:9100`,
    zone: ['a', 'b', 'c'][index % 3] ?? '',
  }));
}

function buckets(): Labels[] {
  return Array.from({ length: SERIES }, (_, index) => ({
    __name__: 'bench_duration_seconds_bucket',
    job: 'bench',
    instance: `10.2.0.${Math.floor(index / BUCKETS)}:9100`,
    le: ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'][index % BUCKETS] ?? '',
  }));
}

/** The same numbers in every run. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
