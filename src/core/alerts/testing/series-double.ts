import type { InstantQuery, InstantResult, VectorSample } from '../../../shared/metrics.ts';
import type { AppendResult, SampleBatch } from '../../metrics/sample-batch.ts';
import { isStale, type Labels } from '../../metrics/index.ts';

/** A store that answers what a test says, and keeps what is written to it. */
export class SeriesDouble {
  readonly written: { labels: Labels; atMs: number; value: number; isStale: boolean }[] = [];
  readonly #answers = new Map<string, (atMs: number) => readonly { labels: Labels; value: number }[]>();

  readonly queries = {
    instant: async ({ expr, atMs }: InstantQuery): Promise<InstantResult> => {
      const answer = this.#answers.get(expr);
      if (answer === undefined) throw new Error(`nothing answers ${expr}`);
      const samples = answer(atMs).map((sample): VectorSample => ({ ...sample, atMs }));
      return Promise.resolve({ kind: 'vector', samples, warnings: [] });
    },
  };

  answer(expr: string, samples: (atMs: number) => readonly { labels: Labels; value: number }[]): void {
    this.#answers.set(expr, samples);
  }

  append(batch: SampleBatch): Promise<AppendResult> {
    batch.seriesOf.forEach((series, index) => {
      this.written.push({
        labels: batch.series[series] ?? {},
        atMs: batch.times[index] ?? 0,
        value: batch.values[index] ?? 0,
        isStale: isStale(batch.values, index),
      });
    });
    return Promise.resolve({ accepted: batch.times.length, rejected: 0, message: null });
  }
}
