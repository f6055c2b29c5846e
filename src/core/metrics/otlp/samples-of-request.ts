import type { ExemplarRecord } from '../../telemetry/otlp/index.ts';
import type { SampleBatchBuilder } from '../sample-batch-builder.ts';
import type { KnownSeries, PointSeries } from './known-points.ts';
import type { OtlpStreams } from './stream-state.ts';

/** Where a point's samples go. */
export interface PointPlace {
  readonly of: PointSeries;
  readonly timeMs: number;
  readonly samples: SamplesOfRequest;
  readonly streams: OtlpStreams;
}

/** The samples of one request, with each of their series once. */
export class SamplesOfRequest {
  readonly #builder: SampleBatchBuilder;
  readonly #batch: number;

  /** `batch` is its number among those of `KnownPoints`. */
  constructor(builder: SampleBatchBuilder, batch: number) {
    this.#builder = builder;
    this.#batch = batch;
  }

  add(series: KnownSeries, timeMs: number, value: number): void {
    this.#builder.addSample(this.#indexOf(series), timeMs, value);
  }

  addStaleMarker(series: KnownSeries, timeMs: number): void {
    this.#builder.addStaleMarker(this.#indexOf(series), timeMs);
  }

  /** Those that name no trace are of no use here. */
  addExemplar(series: KnownSeries, exemplar: ExemplarRecord, timeMs: number): void {
    const { traceId, spanId, timeUnixNano, value } = exemplar;
    if (traceId === null || /^0+$/.test(traceId)) return;
    const measuredMs = timeUnixNano === 0n ? timeMs : Number(timeUnixNano / 1_000_000n);
    this.#builder.addExemplar({
      series: this.#indexOf(series),
      timeMs: measuredMs,
      value,
      traceId,
      spanId: spanId ?? '',
    });
  }

  #indexOf(series: KnownSeries): number {
    if (series.batch !== this.#batch) {
      series.batch = this.#batch;
      series.index = this.#builder.addSeries(series.labels);
    }
    return series.index;
  }
}
