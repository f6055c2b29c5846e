import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../shared/errors.ts';
import type { SeriesStoreFigures } from '../../shared/metrics.ts';
import type { Log } from '../log.ts';
import { writeFailure } from '../store/write-failure.ts';
import { entryUrl, ThreadClient } from '../threads/index.ts';
import type { MetricQueries, Metrics } from './metrics.ts';
import type { MetricsOperations, MetricsThreadSettings, WriteAnswer } from './metrics-thread.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';

export interface MetricsOptions {
  /** Made when it is missing. The caller holds its lock (store's `lockDataDirectory`). */
  readonly dataDir: string;
  /** What may wait for the thread, in bytes. */
  readonly queueBytes: number;
  readonly ages: {
    readonly rawDays: number;
    readonly fiveMinuteDays: number;
    readonly retentionDays: number;
  };
  readonly limits: { readonly maxSeries: number; readonly maxSeriesPerMetric: number };
  /** How long a query may run. */
  readonly querySeconds: number;
  readonly log: Log;
  /** Called when the thread has ended by itself: nothing works from then on, and the engine should end. */
  readonly onCrash?: ((error: Error) => void) | undefined;
  /** The database fails to grow beyond this many pages, as on a full disk. For tests. */
  readonly maxPages?: number | undefined;
}

type Thread = ThreadClient<MetricsOperations>;

const DAY_MS = 86_400_000;
/** As Prometheus's `query.max-samples`. */
const MAX_SAMPLES = 50_000_000;
/** What a waiting series and a waiting sample are counted as; roughly what they take. */
const SERIES_BYTES = 500;
const SAMPLE_BYTES = 20;

/**
 * Opens the series store with its thread.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED
 */
export async function openMetrics(options: MetricsOptions): Promise<Metrics> {
  const { dataDir, ages, limits, querySeconds, maxPages, onCrash } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const settings: MetricsThreadSettings = {
    store: {
      path: join(dataDir, 'metrics.db'),
      ...limits,
      rawMs: ages.rawDays * DAY_MS,
      fiveMinuteMs: ages.fiveMinuteDays * DAY_MS,
      retentionMs: ages.retentionDays * DAY_MS,
      maxPages,
    },
    querySeconds,
    maxSamples: MAX_SAMPLES,
  };
  const thread = await ThreadClient.start<MetricsOperations>({
    entry: entryUrl(import.meta.url, './metrics-thread.ts'),
    name: 'metrics',
    workerData: settings,
    onCrash,
  });
  return new OpenedMetrics(thread, options);
}

class OpenedMetrics implements Metrics {
  readonly queries: MetricQueries;
  readonly #thread: Thread;
  readonly #capacityBytes: number;
  readonly #log: Log;
  readonly #writing = new Set<Promise<WriteAnswer>>();
  #queuedBytes = 0;
  #stopped: Promise<void> | null = null;

  constructor(thread: Thread, { queueBytes, log }: MetricsOptions) {
    this.#thread = thread;
    this.#capacityBytes = queueBytes;
    this.#log = log;
    this.queries = {
      instant: (query, options) => thread.call('instant', query, options),
      range: (query, options) => thread.call('range', query, options),
      labelNames: (query) => thread.call('labelNames', query),
      labelValues: (query) => thread.call('labelValues', query),
      series: (query) => thread.call('series', query),
      metadata: (query) => thread.call('metadata', query),
      exemplars: (query) => thread.call('exemplars', query),
    };
  }

  append(batch: SampleBatch): Promise<AppendResult> {
    const bytes = batch.series.length * SERIES_BYTES + batch.values.length * SAMPLE_BYTES;
    return this.#write(bytes, () => this.#thread.call('append', batch));
  }

  ingestOtlp(body: Uint8Array<ArrayBuffer>, encoding: 'protobuf' | 'json'): Promise<AppendResult> {
    return this.#write(body.byteLength, () => {
      const owned = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
      return this.#thread.call('ingestOtlp', { body: owned, encoding }, { transfer: [owned.buffer] });
    });
  }

  figures(): Promise<SeriesStoreFigures> {
    return this.#thread.call('figures', undefined);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#close();
    return this.#stopped;
  }

  async #write(bytes: number, send: () => Promise<WriteAnswer>): Promise<AppendResult> {
    this.#admit(bytes);
    this.#queuedBytes += bytes;
    const answered = send();
    this.#writing.add(answered);
    try {
      const { upkeepFailure, ...result } = await answered;
      if (upkeepFailure !== null) {
        this.#log.warn('Samples could not be moved to chunks; it is tried again.', { reason: upkeepFailure });
      }
      return result;
    } catch (error) {
      throw writeFailure(error);
    } finally {
      this.#writing.delete(answered);
      this.#queuedBytes -= bytes;
    }
  }

  /** A batch larger than the whole queue still gets in when nothing waits, or it would be refused for ever. */
  #admit(bytes: number): void {
    if (this.#stopped !== null) throw new SignalboxError('SHUTTING_DOWN');
    if (this.#queuedBytes === 0 || this.#queuedBytes + bytes <= this.#capacityBytes) return;
    throw new SignalboxError('INGEST_OVERLOADED', {
      queued: this.#queuedBytes,
      capacity: this.#capacityBytes,
    });
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#writing);
    await this.#thread.close();
  }
}
