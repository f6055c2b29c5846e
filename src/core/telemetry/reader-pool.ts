import { entryUrl, ThreadClient, type InputOf, type ResultOf, type ThreadOptions } from '../threads/index.ts';
import type { ReaderOperations, ReaderSettings } from './reader-thread.ts';
import type { QueryOptions, TraceQueries } from './telemetry.ts';

type Reader = ThreadClient<ReaderOperations>;
type OnQuery = (query: string, seconds: number) => void;

export interface ReaderPoolOptions {
  readonly threads: number;
  readonly onCrash: ThreadOptions['onCrash'];
  /** Is told of each query how long it took, with the wait for its thread. */
  readonly onQuery?: OnQuery | undefined;
}

/** The reader threads. Each query goes to the one with the fewest waiting, so that a long one does not hold up the rest. */
export class ReaderPool {
  readonly #readers: readonly Reader[];
  readonly #onQuery: OnQuery;

  private constructor(readers: readonly Reader[], onQuery: OnQuery) {
    this.#readers = readers;
    this.#onQuery = onQuery;
  }

  static async start(
    settings: ReaderSettings,
    { threads, onCrash, onQuery = () => {} }: ReaderPoolOptions,
  ): Promise<ReaderPool> {
    const entry = entryUrl(import.meta.url, './reader-thread.ts');
    const started = Array.from({ length: threads }, (_, index) =>
      ThreadClient.start<ReaderOperations>({
        entry,
        name: `reader-${index + 1}`,
        workerData: settings,
        onCrash,
      }),
    );
    return new ReaderPool(await Promise.all(started), onQuery);
  }

  readonly queries: TraceQueries = {
    list: (input, options) => this.#ask('list', input, options),
    window: (input, options) => this.#ask('window', input, options),
    changedSince: (input, options) => this.#ask('changedSince', input, options),
    traceJson: (traceId) => this.#ask('traceJson', traceId),
    outline: (traceId) => this.#ask('outline', traceId),
    span: (input) => this.#ask('span', input),
    spanJson: (input) => this.#ask('spanJson', input),
    logs: (input) => this.#ask('logs', input),
    shareTrace: (traceId) => this.#ask('shareTrace', traceId),
    exportOtlp: (traceId) => this.#ask('exportOtlp', traceId),
    sessions: (input) => this.#ask('sessions', input),
    session: (sessionId) => this.#ask('session', sessionId),
    turnMessages: (input) => this.#ask('turnMessages', input),
    sessionTurns: (input) => this.#ask('sessionTurns', input),
    serviceMap: (input, options) => this.#ask('serviceMap', input, options),
    histogram: (input, options) => this.#ask('histogram', input, options),
    facets: (input) => this.#ask('facets', input),
    values: (input, options) => this.#ask('values', input, options),
    overview: (input) => this.#ask('overview', input),
    costs: (input) => this.#ask('costs', input),
    guardFigures: (input) => this.#ask('guardFigures', input),
    guardScores: (input) => this.#ask('guardScores', input),
    policyHits: (input) => this.#ask('policyHits', input),
    policyShadow: (input, options) => this.#ask('policyShadow', input, options),
    size: () => this.#ask('size', undefined),
  };

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  async #ask<K extends keyof ReaderOperations>(
    query: K,
    input: InputOf<ReaderOperations, K>,
    options?: QueryOptions,
  ): Promise<ResultOf<ReaderOperations, K>> {
    const from = performance.now();
    try {
      return await this.#least().call(query, input, options);
    } finally {
      this.#onQuery(query, (performance.now() - from) / 1000);
    }
  }

  #least(): Reader {
    return this.#readers.reduce((least, reader) => (reader.pending < least.pending ? reader : least));
  }
}
