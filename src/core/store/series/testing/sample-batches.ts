import type { Exemplar, MetricMetadata, SampleBatch } from '../sample-batch.ts';
import type { Labels } from '../series-source.ts';

export interface TestSample {
  readonly labels: Labels;
  readonly time: number;
  readonly value: number;
}

/** A batch of these samples; each brings its labels. */
export function batchOf(
  samples: readonly TestSample[],
  more: { exemplars?: readonly Exemplar[]; metadata?: readonly MetricMetadata[] } = {},
): SampleBatch {
  return {
    series: samples.map(({ labels }) => labels),
    seriesOf: Uint32Array.from(samples, (_, index) => index),
    times: Float64Array.from(samples, ({ time }) => time),
    values: Float64Array.from(samples, ({ value }) => value),
    exemplars: more.exemplars ?? [],
    metadata: more.metadata ?? [],
  };
}
