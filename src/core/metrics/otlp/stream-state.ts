import type { ExponentialPoint } from '../../telemetry/otlp/index.ts';
import { KnownPoints } from './known-points.ts';

/** What is remembered of a stream: the points of one metric with one set of labels. */
export interface Stream {
  /** When what it counts began, in nanoseconds; 0: not said. */
  startUnixNano: bigint;
  /** Of its latest point. */
  timeUnixNano: bigint;
  /** Of a sum its value so far, of a histogram its count. */
  value: number;
  /** Of a histogram with explicit bounds: what it counted so far. */
  histogram: CountedHistogram | null;
  /** The same of an exponential histogram. */
  exponential: ExponentialPoint | null;
  /** The finest scale that an exponential histogram is still told with. */
  scale: number;
  /** The values of `le` that a histogram has series for. */
  les: readonly string[];
}

export interface CountedHistogram {
  readonly bounds: readonly number[];
  /** One more than bounds, each bucket alone. */
  readonly counts: readonly number[];
  readonly sum: number | null;
}

/** Streams that are remembered; of those beyond it, what was heard of longest ago is forgotten. */
const MAX_STREAMS = 100_000;

/**
 * What of earlier requests is needed to make series of points: sums of deltas, and where counts began. In memory alone:
 * after a restart of the engine, sums of deltas begin from nothing, which Prometheus's functions take for a reset.
 */
export class OtlpStreams {
  readonly points = new KnownPoints();
  readonly #max: number;
  /** The one that was used last is last. */
  readonly #streams = new Map<string, Stream>();

  constructor(maxStreams = MAX_STREAMS) {
    this.#max = maxStreams;
  }

  get size(): number {
    return this.#streams.size;
  }

  get(key: string): Stream | undefined {
    return this.#streams.get(key);
  }

  /** Remembers it, or that it was used. */
  keep(key: string, stream: Stream): void {
    this.#streams.delete(key);
    this.#streams.set(key, stream);
    if (this.#streams.size <= this.#max) return;
    const [oldest] = this.#streams.keys();
    if (oldest !== undefined) this.#streams.delete(oldest);
  }

  forget(key: string): void {
    this.#streams.delete(key);
  }
}

export function newStream(): Stream {
  return {
    startUnixNano: 0n,
    timeUnixNano: 0n,
    value: 0,
    histogram: null,
    exponential: null,
    scale: Infinity,
    les: [],
  };
}
