import type { ExemplarRecord } from '../../telemetry/otlp/index.ts';
import type { SampleBatchBuilder } from '../sample-batch-builder.ts';
import type { LabelMap } from './series-labels.ts';
import type { OtlpStreams } from './stream-state.ts';

/** Where a point's samples go. */
export interface PointPlace {
  readonly name: string;
  readonly labels: LabelMap;
  readonly timeMs: number;
  readonly series: SeriesOfBatch;
  readonly streams: OtlpStreams;
}

/** The series of one request, each once. */
export class SeriesOfBatch {
  readonly #builder: SampleBatchBuilder;
  readonly #known = new Map<string, number>();

  constructor(builder: SampleBatchBuilder) {
    this.#builder = builder;
  }

  addSample(name: string, labels: LabelMap, timeMs: number, value: number): number {
    const series = this.#of(name, labels);
    this.#builder.addSample(series, timeMs, value);
    return series;
  }

  addStaleMarker(name: string, labels: LabelMap, timeMs: number): void {
    this.#builder.addStaleMarker(this.#of(name, labels), timeMs);
  }

  /** Those that name no trace are of no use here. */
  addExemplar(series: number, exemplar: ExemplarRecord, timeMs: number): void {
    const { traceId, spanId, timeUnixNano, value } = exemplar;
    if (traceId === null || /^0+$/.test(traceId)) return;
    const measuredMs = timeUnixNano === 0n ? timeMs : Number(timeUnixNano / 1_000_000n);
    this.#builder.addExemplar({ series, timeMs: measuredMs, value, traceId, spanId: spanId ?? '' });
  }

  #of(name: string, labels: LabelMap): number {
    const key = keyOf(name, labels);
    let series = this.#known.get(key);
    if (series === undefined) {
      series = this.#builder.addSeries({ ...Object.fromEntries(labels), __name__: name });
      this.#known.set(key, series);
    }
    return series;
  }
}

/** What tells a series, or a stream, apart, whatever the order of its labels. */
export function keyOf(name: string, labels: LabelMap): string {
  let key = name;
  for (const label of [...labels.keys()].sort()) key += `\0${label}\0${labels.get(label) ?? ''}`;
  return key;
}

export function withLabel(labels: LabelMap, name: string, value: string): LabelMap {
  return new Map(labels).set(name, value);
}
