import { unitOf, type FamilySnapshot } from '../../meters/index.ts';
import { SampleBatchBuilder } from '../sample-batch-builder.ts';
import type { SampleBatch } from '../sample-batch.ts';
import type { Labels } from '../series-source.ts';

/** Whose the engine's own series are in its store. A Prometheus that scrapes them gives them its own. */
const OWN_LABELS = { job: 'signalbox', instance: 'local' };

interface KnownSeries {
  readonly labels: Labels;
  /** When the exemplar that was written last was measured. */
  exemplarMs: number;
}

/** Makes samples of collections, and tells the store of series that are gone since the one before. */
export class InstrumentBatches {
  #known = new Map<string, KnownSeries>();

  next(families: readonly FamilySnapshot[], timeMs: number): SampleBatch {
    const builder = new SampleBatchBuilder();
    const before = this.#known;
    this.#known = new Map();
    for (const { definition, samples } of families) {
      builder.addMetadata({ ...definition, unit: unitOf(definition.name) });
      for (const { name, labels, value, exemplar } of samples) {
        const key = keyOf(name, labels);
        const known = before.get(key) ?? {
          labels: { __name__: name, ...labels, ...OWN_LABELS },
          exemplarMs: 0,
        };
        before.delete(key);
        this.#known.set(key, known);
        const series = builder.addSeries(known.labels);
        builder.addSample(series, timeMs, value);
        if (exemplar !== null && exemplar.timeMs > known.exemplarMs) {
          known.exemplarMs = exemplar.timeMs;
          builder.addExemplar({ series, ...exemplar });
        }
      }
    }
    for (const { labels } of before.values()) {
      builder.addStaleMarker(builder.addSeries(labels), timeMs);
    }
    return builder.build();
  }
}

function keyOf(name: string, labels: Readonly<Record<string, string>>): string {
  let key = name;
  for (const label in labels) key += `\0${label}\0${labels[label] ?? ''}`;
  return key;
}
