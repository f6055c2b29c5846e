import { entryUrl, ThreadClient, type ThreadOptions } from '../threads/index.ts';
import type { ReaderOperations, ReaderSettings } from './reader-thread.ts';
import type { TraceQueries } from './telemetry.ts';

type Reader = ThreadClient<ReaderOperations>;

/** The reader threads. Each query goes to the one with the fewest waiting, so that a long one does not hold up the rest. */
export class ReaderPool {
  readonly #readers: readonly Reader[];

  private constructor(readers: readonly Reader[]) {
    this.#readers = readers;
  }

  static async start(
    settings: ReaderSettings,
    { threads, onCrash }: { threads: number; onCrash: ThreadOptions['onCrash'] },
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
    return new ReaderPool(await Promise.all(started));
  }

  readonly queries: TraceQueries = {
    list: (input, options) => this.#least().call('list', input, options),
    window: (input, options) => this.#least().call('window', input, options),
    changedSince: (input, options) => this.#least().call('changedSince', input, options),
    traceJson: (traceId) => this.#least().call('traceJson', traceId),
    outline: (traceId) => this.#least().call('outline', traceId),
    span: (input) => this.#least().call('span', input),
    spanJson: (input) => this.#least().call('spanJson', input),
    logs: (input) => this.#least().call('logs', input),
    shareTrace: (traceId) => this.#least().call('shareTrace', traceId),
    exportOtlp: (traceId) => this.#least().call('exportOtlp', traceId),
    sessions: (input) => this.#least().call('sessions', input),
    session: (sessionId) => this.#least().call('session', sessionId),
    turnMessages: (input) => this.#least().call('turnMessages', input),
    sessionTurns: (input) => this.#least().call('sessionTurns', input),
    serviceMap: (input, options) => this.#least().call('serviceMap', input, options),
    histogram: (input, options) => this.#least().call('histogram', input, options),
    facets: (input) => this.#least().call('facets', input),
    values: (input, options) => this.#least().call('values', input, options),
    overview: (input) => this.#least().call('overview', input),
    costs: (input) => this.#least().call('costs', input),
    guardFigures: (input) => this.#least().call('guardFigures', input),
    guardScores: (input) => this.#least().call('guardScores', input),
    policyHits: (input) => this.#least().call('policyHits', input),
    policyShadow: (input, options) => this.#least().call('policyShadow', input, options),
    size: () => this.#least().call('size', undefined),
  };

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #least(): Reader {
    return this.#readers.reduce((least, reader) => (reader.pending < least.pending ? reader : least));
  }
}
