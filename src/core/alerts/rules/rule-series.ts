import type { RecordingRule } from '../../../shared/alert/index.ts';
import type { VectorSample } from '../../../shared/metrics.ts';
import type { SampleBatch } from '../../metrics/sample-batch.ts';
import { markStale, type Labels } from '../../metrics/index.ts';
import type { HeldAlerts } from './advance-alerts.ts';
import { labelsKey } from './fingerprint.ts';

export interface RuleSample {
  readonly labels: Labels;
  readonly value: number;
}

/** What a recording rule writes. @throws Error when two answers have the same labels once those of the rule are set */
export function recordedSamples(rule: RecordingRule, samples: readonly VectorSample[]): RuleSample[] {
  const seen = new Set<string>();
  return samples.map(({ labels: series, value }) => {
    const labels = Object.fromEntries(
      Object.entries({ ...series, ...rule.labels, __name__: rule.name }).filter(([, text]) => text !== ''),
    );
    const key = labelsKey(labels);
    if (seen.has(key))
      throw new Error(`several series have the same labels after those of the rule are set: ${key}`);
    seen.add(key);
    return { labels, value };
  });
}

/** `ALERTS` and `ALERTS_FOR_STATE` of the alerts that are pending or fire, as Prometheus writes them. */
export function alertSamples(alerts: HeldAlerts): RuleSample[] {
  return [...alerts.values()]
    .filter(({ state }) => state !== 'inactive')
    .flatMap(({ labels, state, activeMs }) => [
      { labels: { ...labels, __name__: 'ALERTS', alertstate: state }, value: 1 },
      { labels: { ...labels, __name__: 'ALERTS_FOR_STATE' }, value: Math.floor(activeMs / 1_000) },
    ]);
}

/** The series that a rule wrote last, by the key of their labels. */
export type WrittenSeries = ReadonlyMap<string, Labels>;

/** The samples of an instant as a batch, with a stale marker for each series that was written before and is not now. */
export function ruleBatch(
  samples: readonly RuleSample[],
  before: WrittenSeries,
  atMs: number,
): { batch: SampleBatch; written: Map<string, Labels> } {
  const written = new Map(samples.map(({ labels }) => [labelsKey(labels), labels]));
  const ended = [...before].filter(([key]) => !written.has(key)).map(([, labels]) => labels);
  const values = Float64Array.from([...samples.map(({ value }) => value), ...ended.map(() => 0)]);
  for (let index = samples.length; index < values.length; index += 1) markStale(values, index);
  return {
    batch: {
      series: [...samples.map(({ labels }) => labels), ...ended],
      seriesOf: Uint32Array.from(values, (_value, index) => index),
      times: Float64Array.from(values, () => atMs),
      values,
      exemplars: [],
      metadata: [],
    },
    written,
  };
}
