import { ERRORS } from '../../../shared/error-registry/index.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import {
  HistogramFamily,
  NumberFamily,
  type FamilySnapshot,
  type LabelValues,
  type MeterExemplar,
  type MetricDefinition,
} from '../../meters/index.ts';
import type { ExchangeFigures } from './exchange-figures.ts';
import { COUNTED_METRICS, OBSERVED_METRICS, type ObservedMetric } from './own-metrics.ts';
import { ProcessMeter } from './process-meter.ts';

/** Gives the value of an observed metric for one label set. */
export type SetObserved = <K extends ObservedMetric>(
  metric: K,
  labels: LabelValues<(typeof OBSERVED_METRICS)[K]['labels']>,
  value: number,
) => void;

/** Is called at each collection. What it does not set any more has ended. */
export type Collect = (set: SetObserved) => void | Promise<void>;

/** Families that are counted elsewhere, such as in a thread. */
export type MetricSource = () => Promise<readonly FamilySnapshot[]>;

const LIMIT_KINDS: Partial<Record<ErrorCode, string>> = {
  RATE_LIMIT_EXCEEDED: 'rate',
  REQUEST_TOO_LARGE_FOR_LIMIT: 'rate',
  CONCURRENCY_LIMIT_EXCEEDED: 'concurrency',
  BUDGET_EXCEEDED: 'budget',
  BUDGET_RESERVED: 'budget',
};

/**
 * The engine's own metrics. What happens often is counted here, in memory and at once; what is known elsewhere is asked
 * for at each collection.
 */
export class Instruments {
  readonly #log: Log;
  readonly #counted = {
    gatewayRequests: new NumberFamily(COUNTED_METRICS.gatewayRequests),
    gatewayDuration: new HistogramFamily(COUNTED_METRICS.gatewayDuration),
    gatewayOverhead: new HistogramFamily(COUNTED_METRICS.gatewayOverhead),
    stageDuration: new HistogramFamily(COUNTED_METRICS.stageDuration),
    retries: new NumberFamily(COUNTED_METRICS.retries),
    guardRuns: new NumberFamily(COUNTED_METRICS.guardRuns),
    guardDuration: new HistogramFamily(COUNTED_METRICS.guardDuration),
    policyResults: new NumberFamily(COUNTED_METRICS.policyResults),
    limitRefusals: new NumberFamily(COUNTED_METRICS.limitRefusals),
    queryDuration: new HistogramFamily(COUNTED_METRICS.queryDuration),
    cacheRequests: new NumberFamily(COUNTED_METRICS.cacheRequests),
    socketSendErrors: new NumberFamily(COUNTED_METRICS.socketSendErrors),
    socketDrops: new NumberFamily(COUNTED_METRICS.socketDrops),
    errors: new NumberFamily(COUNTED_METRICS.errors),
  };
  readonly #process = new ProcessMeter();
  readonly #callbacks = new Set<Collect>();
  readonly #sources = new Set<MetricSource>();
  #collecting: Promise<FamilySnapshot[]> | null = null;
  #lastScrapeMs: number | null = null;

  constructor({ version, log }: { version: string; log: Log }) {
    this.#log = log;
    // A counter that is there before its first event shows that event as an increase.
    this.#counted.socketSendErrors.add([], 0);
    this.#counted.socketDrops.add([], 0);
    this.onCollect((set) => set('buildInfo', [version], 1));
  }

  /** Counts a finished exchange. On the path of every call, after its answer: some microseconds at most. */
  observeExchange(figures: ExchangeFigures): void {
    const { dialect, route, status, httpStatus, durationMs, overheadMicros, failureType } = figures;
    const exemplar = (value: number): MeterExemplar => ({
      traceId: figures.traceId,
      spanId: figures.spanId,
      value,
      timeMs: Date.now(),
    });
    const seconds = durationMs / 1000;
    const counted = this.#counted;
    counted.gatewayRequests.add([dialect, route, status, String(httpStatus)]);
    counted.gatewayDuration.observe([route], seconds, exemplar(seconds));
    counted.gatewayOverhead.observe([], overheadMicros / 1e6, exemplar(overheadMicros / 1e6));
    for (const { stage, micros } of figures.decisions) counted.stageDuration.observe([stage], micros / 1e6);
    for (let i = 1; i < figures.providersCalled.length; i += 1) {
      counted.retries.add([figures.providersCalled[i] ?? '']);
    }
    for (const { guard, direction, outcome, micros } of figures.guardRuns) {
      counted.guardRuns.add([guard, direction, outcome]);
      counted.guardDuration.observe([guard], micros / 1e6);
    }
    for (const { name, outcome } of figures.policyResults) counted.policyResults.add([name, outcome]);
    if (figures.isRepeated !== null) this.countCache('idempotency', figures.isRepeated);
    if (figures.cacheReadTokens !== null) this.countCache('prompt', figures.cacheReadTokens > 0);
    if (failureType !== null && isErrorCode(failureType)) this.#countGatewayError(failureType);
  }

  #countGatewayError(code: ErrorCode): void {
    this.countError(code);
    const kind = LIMIT_KINDS[code];
    if (kind !== undefined) this.#counted.limitRefusals.add([kind]);
  }

  /** An error of the registry that a door answered. */
  countError(code: ErrorCode): void {
    this.#counted.errors.add([code]);
  }

  /** A query of the trace store that was answered, or failed, after this time. */
  observeQuery(query: string, seconds: number): void {
    this.#counted.queryDuration.observe([query], seconds);
  }

  countCache(cache: string, isHit: boolean): void {
    this.#counted.cacheRequests.add([cache, isHit ? 'hit' : 'miss']);
  }

  /** A console's connection broke. */
  countSocketError(): void {
    this.#counted.socketSendErrors.add([]);
  }

  /** A console was disconnected because it does not read. */
  countSocketDrop(): void {
    this.#counted.socketDrops.add([]);
  }

  /** Calls back at each collection; returns how to stop that. */
  onCollect(callback: Collect): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** Adds families that are counted elsewhere; returns how to stop that. */
  addSource(source: MetricSource): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  /** All families that have series, by their names. Who asks while a collection is under way gets the same. */
  collect(): Promise<FamilySnapshot[]> {
    this.#collecting ??= this.#collect().finally(() => (this.#collecting = null));
    return this.#collecting;
  }

  /** Somebody from outside has asked for the metrics. */
  noteScrape(): void {
    this.#lastScrapeMs = Date.now();
  }

  /** When somebody last did, in milliseconds since 1970; null: never since the start. */
  get lastScrapeMs(): number | null {
    return this.#lastScrapeMs;
  }

  /** The figures of the event loop are of the time between two calls of this. */
  endInterval(): void {
    this.#process.endInterval();
  }

  close(): void {
    this.#process.close();
  }

  async #collect(): Promise<FamilySnapshot[]> {
    const observed = new Map<ObservedMetric, NumberFamily<readonly string[]>>();
    const set: SetObserved = (metric, labels, value) => {
      const definition: MetricDefinition = OBSERVED_METRICS[metric];
      const family = observed.get(metric) ?? new NumberFamily(definition);
      observed.set(metric, family);
      family.set(labels, value);
    };
    const [given] = await Promise.all([
      Promise.all(Array.from(this.#sources, (source) => this.#orNothing(source))),
      ...Array.from(this.#callbacks, (callback) => this.#orNothing(() => callback(set))),
    ]);
    const own = [...Object.values(this.#counted), ...observed.values()].map((family) => family.snapshot());
    return [...own, ...this.#process.snapshot(), ...given.flatMap((families) => families ?? [])]
      .filter(({ samples }) => samples.length > 0)
      .sort((one, other) => (one.definition.name < other.definition.name ? -1 : 1));
  }

  /** What fails is left out, so that the rest is seen. */
  async #orNothing<T>(give: () => T | Promise<T>): Promise<T | null> {
    try {
      return await give();
    } catch (cause) {
      this.#log.warn('Some metrics could not be collected.', { cause });
      return null;
    }
  }
}

function isErrorCode(type: string): type is ErrorCode {
  return Object.hasOwn(ERRORS, type);
}
