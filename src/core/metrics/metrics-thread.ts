import { workerData } from 'node:worker_threads';
import { SignalboxError } from '../../shared/errors.ts';
import type { SeriesStoreFigures } from '../../shared/metrics.ts';
import { SeriesStore, type ReadLimit, type SeriesStoreOptions } from '../store/series/index.ts';
import { writeFailure } from '../store/write-failure.ts';
import { decodeMetrics } from '../telemetry/otlp/index.ts';
import { GroupCommit, serveThread, UpkeepTimer, type CallContext } from '../threads/index.ts';
import type { MetricQueries } from './metrics.ts';
import { OtlpStreams, toSampleBatch } from './otlp/index.ts';
import { evaluateInstant, evaluateRange, parsePromql } from './promql/index.ts';
import type { AppendResult, SampleBatch } from './sample-batch.ts';
import { SeriesAnswers } from './series-answers.ts';

export interface MetricsThreadSettings {
  readonly store: SeriesStoreOptions;
  readonly querySeconds: number;
  /** Samples that one query may hold. */
  readonly maxSamples: number;
}

/** What became of a batch, with why upkeep failed since the last answer; null when all is well. */
export interface WriteAnswer extends AppendResult {
  readonly upkeepFailure: string | null;
}

/** Samples of one commit, for which none waits: what has arrived is committed. */
const COMMIT_LIMITS = { maxSize: 50_000, maxWaitMs: Infinity };
/** Of writing chunks, downsampling and deleting. */
const UPKEEP_PACE = { checkMs: 2_000, pauseMs: 5 };
/** As Prometheus. */
const LOOKBACK_MS = 5 * 60_000;

type InputOf<K extends keyof MetricQueries> = Parameters<MetricQueries[K]>[0];
type AnswerOf<K extends keyof MetricQueries> = Awaited<ReturnType<MetricQueries[K]>>;
/** Every query; see metrics.ts for what they mean and throw. */
type QueryOperations = {
  [K in keyof MetricQueries]: (input: InputOf<K>, call: CallContext) => AnswerOf<K>;
};

export type MetricsOperations = QueryOperations & {
  /** @throws SignalboxError STORE_WRITE_FAILED */
  append: (batch: SampleBatch) => Promise<WriteAnswer>;
  /** @throws SignalboxError OTLP_MALFORMED, STORE_WRITE_FAILED */
  ingestOtlp: (input: { body: Uint8Array; encoding: 'protobuf' | 'json' }) => Promise<WriteAnswer>;
  figures: () => SeriesStoreFigures;
  close: () => void;
};

/** The one thread of metrics.db: it writes, and it answers queries, because the newest samples are in its memory. */
await serveThread<MetricsOperations>(() => {
  const settings = workerData as MetricsThreadSettings;
  const store = SeriesStore.open(settings.store);
  const commits = new GroupCommit<SampleBatch, AppendResult>({
    commit: (batches) => store.append(batches),
    sizeOf: ({ values }) => values.length,
    ...COMMIT_LIMITS,
    failureOf: writeFailure,
  });
  const upkeep = new UpkeepTimer(() => store.slice(), UPKEEP_PACE);
  const answers = new SeriesAnswers(store);
  const streams = new OtlpStreams();
  const append = async (batch: SampleBatch): Promise<WriteAnswer> => ({
    ...(await commits.submit(batch)),
    upkeepFailure: upkeep.takeFailure(),
  });
  return {
    append,
    ingestOtlp: async ({ body, encoding }) => {
      const { batch, points, rejected, message } = toSampleBatch(decodeMetrics(body, encoding), streams);
      const stored = await append(batch);
      return {
        ...stored,
        // Of a histogram's point there are many samples; who sent it counts points.
        rejected: Math.min(points, rejected + stored.rejected),
        message: message ?? stored.message,
      };
    },
    instant: ({ expr, atMs }, call) =>
      evaluateInstant(parsePromql(expr), store.source(limitOf(call, settings)), {
        atMs,
        ...controlOf(call, settings),
        lookbackMs: lookbackOf(store, atMs, atMs),
      }),
    range: ({ expr, fromMs, toMs, stepMs }, call) =>
      evaluateRange(parsePromql(expr), store.source(limitOf(call, settings)), {
        fromMs,
        toMs,
        stepMs,
        ...controlOf(call, settings),
        lookbackMs: lookbackOf(store, fromMs, toMs),
      }),
    labelNames: (query, call) => answers.labelNames(query, limitOf(call, settings)),
    labelValues: (query, call) => answers.labelValues(query, limitOf(call, settings)),
    series: (query, call) => answers.series(query, limitOf(call, settings)),
    metadata: (query) => answers.metadata(query),
    exemplars: (query, call) => answers.exemplars(query, limitOf(call, settings)),
    figures: () => store.figures(),
    close: () => {
      upkeep.stop();
      commits.flush();
      store.close();
    },
  };
});

function controlOf({ isCancelled }: CallContext, { querySeconds, maxSamples }: MetricsThreadSettings) {
  return {
    deadlineMs: Date.now() + querySeconds * 1000,
    timeoutSeconds: querySeconds,
    isCancelled,
    limits: { maxSamples },
  };
}

/** Where samples are further apart than the lookback, it reaches from one to the next. */
function lookbackOf(store: SeriesStore, fromMs: number, toMs: number): number {
  return LOOKBACK_MS + store.source().coarsestStep(fromMs, toMs);
}

/** Counts from now on. */
function limitOf(
  { isCancelled }: CallContext,
  { querySeconds, maxSamples }: MetricsThreadSettings,
): ReadLimit {
  const deadline = performance.now() + querySeconds * 1000;
  return {
    maxSamples,
    check: () => {
      if (isCancelled()) throw new SignalboxError('QUERY_CANCELLED');
      if (performance.now() > deadline) throw new SignalboxError('QUERY_TIMEOUT', { seconds: querySeconds });
    },
  };
}
