import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { FamilySnapshot } from '../meters/index.ts';
import { writeFailure } from '../store/index.ts';
import type { StoredSpan } from '../store/span-record.ts';
import { entryUrl, ThreadClient } from '../threads/index.ts';
import { ExchangeBuffer } from './exchange-buffer.ts';
import { Indexer, startIndexerThread } from './indexer.ts';
import { ReaderPool } from './reader-pool.ts';
import type {
  IngestResult,
  IngestStats,
  LogIngestResult,
  OtlpEncoding,
  Telemetry,
  TelemetryActivity,
  TraceQueries,
} from './telemetry.ts';
import type { WriterAnswer, WriterOperations, WriterSettings } from './writer-thread.ts';

export interface TelemetryOptions {
  /** Made when it is missing. The caller holds its lock (store's `lockDataDirectory`). */
  dataDir: string;
  /** The user's own prices (docs/reference/prices.md), laid over the catalogue. */
  cataloguePath?: string | undefined;
  /** OTLP bodies, as bytes, that may wait for the writer. */
  queueBytes: number;
  retention: { maxAgeDays: number; maxBytes: number };
  log: Log;
  /** Called when a thread of the store has ended by itself: nothing works from then on, and the engine should end. */
  onCrash?: ((error: Error) => void) | undefined;
  /** Threads that answer queries; 2 unless said otherwise. */
  readerThreads?: number | undefined;
  /** How long a query that searches may run; 20 seconds unless said otherwise. */
  queryMilliseconds?: number | undefined;
  /** Is told of each query how long it took, with the wait for its thread. */
  onQuery?: ((query: string, seconds: number) => void) | undefined;
  /** The database fails to grow beyond this many pages, as on a full disk. For tests. */
  maxPages?: number | undefined;
  /** Of the writer. For tests. */
  maxHeapMegabytes?: number | undefined;
}

type Writer = ThreadClient<WriterOperations>;

const READER_THREADS = 2;
const QUERY_MS = 20_000;
/**
 * How long exchanges gather before they go to the writer, and how many of their spans may wait in all. With 5 ms, 200
 * calls/s made 200 transactions, and a call cost a third more processor time than with 25.
 */
const EXCHANGE_FLUSH_MS = 25;
const MAX_EXCHANGE_SPANS = 20_000;

/**
 * Opens the trace store with its writer, reader and indexer threads.
 * @throws SignalboxError DATABASE_NEWER, DATABASE_DAMAGED, CONFIG_INVALID
 */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const path = join(options.dataDir, 'telemetry.db');
  const settings: WriterSettings = {
    path,
    dataDir: options.dataDir,
    priceOverridesPath: options.cataloguePath,
    retention: options.retention,
    maxPages: options.maxPages,
  };
  const entry = entryUrl(import.meta.url, './writer-thread.ts');
  const [writer, readers] = await Promise.allSettled([
    ThreadClient.start<WriterOperations>({
      entry,
      name: 'writer',
      workerData: settings,
      onCrash: options.onCrash,
      maxHeapMegabytes: options.maxHeapMegabytes,
    }),
    ReaderPool.start(
      { path, queryMilliseconds: options.queryMilliseconds ?? QUERY_MS },
      {
        threads: options.readerThreads ?? READER_THREADS,
        onCrash: options.onCrash,
        onQuery: options.onQuery,
      },
    ),
  ]);
  if (writer.status === 'fulfilled' && readers.status === 'fulfilled') {
    const indexer = new Indexer(startIndexerThread({ path }), options.log);
    return new OpenedTelemetry(writer.value, readers.value, indexer, options);
  }
  if (writer.status === 'fulfilled') await writer.value.close();
  if (readers.status === 'fulfilled') await readers.value.close();
  throw writer.status === 'rejected' ? writer.reason : (readers as PromiseRejectedResult).reason;
}

class OpenedTelemetry implements Telemetry {
  readonly queries: TraceQueries;
  readonly #writer: Writer;
  readonly #readers: ReaderPool;
  readonly #indexer: Indexer;
  readonly #exchanges: ExchangeBuffer;
  readonly #capacityBytes: number;
  readonly #log: Log;
  readonly #listeners = new Set<(commit: { sequence: number }) => void>();
  readonly #ingesting = new Set<Promise<WriterAnswer>>();
  #sequence = 0;
  #queuedBytes = 0;
  #acknowledgedSpans = 0;
  #acknowledgedLogs = 0;
  #rejectedRequests = 0;
  #lastIngestMs: number | null = null;
  #lastWriteFailure: TelemetryActivity['lastWriteFailure'] = null;
  #stopped: Promise<void> | null = null;

  constructor(writer: Writer, readers: ReaderPool, indexer: Indexer, { queueBytes, log }: TelemetryOptions) {
    this.#writer = writer;
    this.#readers = readers;
    this.#indexer = indexer;
    this.#capacityBytes = queueBytes;
    this.#log = log;
    this.queries = readers.queries;
    this.#exchanges = new ExchangeBuffer({
      maxSpans: MAX_EXCHANGE_SPANS,
      flushMs: EXCHANGE_FLUSH_MS,
      send: async (spans) => {
        const answer = await writer.call('record', spans);
        this.#acknowledgedSpans += answer.accepted;
        this.#acknowledge(answer);
      },
      onFailure: (cause, spans) => {
        this.#noteFailure(cause);
        log.error('Recorded exchanges could not be stored.', { spans, cause });
      },
    });
  }

  async ingestOtlp(body: Uint8Array<ArrayBuffer>, encoding: OtlpEncoding): Promise<IngestResult> {
    const { accepted, rejected, message } = await this.#ingest('ingest', body, encoding);
    this.#acknowledgedSpans += accepted;
    return { acceptedSpans: accepted, rejectedSpans: rejected, message };
  }

  async ingestOtlpLogs(body: Uint8Array<ArrayBuffer>, encoding: OtlpEncoding): Promise<LogIngestResult> {
    const { accepted, rejected, message } = await this.#ingest('ingestLogs', body, encoding);
    this.#acknowledgedLogs += accepted;
    return { acceptedLogs: accepted, rejectedLogs: rejected, message };
  }

  async #ingest(
    operation: 'ingest' | 'ingestLogs',
    body: Uint8Array<ArrayBuffer>,
    encoding: OtlpEncoding,
  ): Promise<WriterAnswer> {
    const bytes = body.byteLength;
    this.#admit(bytes);
    this.#queuedBytes += bytes;
    const owned = ownBuffer(body);
    const answered = this.#writer.call(operation, { body: owned, encoding }, { transfer: [owned.buffer] });
    this.#ingesting.add(answered);
    try {
      const answer = await answered;
      if (answer.accepted > 0) this.#lastIngestMs = Date.now();
      this.#acknowledge(answer);
      return answer;
    } catch (error) {
      const failure = writeFailure(error);
      if (failure instanceof SignalboxError && failure.code === 'STORE_WRITE_FAILED')
        this.#noteFailure(failure);
      throw failure;
    } finally {
      this.#ingesting.delete(answered);
      this.#queuedBytes -= bytes;
    }
  }

  record(spans: readonly StoredSpan[]): void {
    this.#exchanges.append(spans);
  }

  onCommit(listener: (commit: { sequence: number }) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  stats(): IngestStats {
    return {
      queuedBytes: this.#queuedBytes,
      capacityBytes: this.#capacityBytes,
      acknowledgedSpans: this.#acknowledgedSpans,
      acknowledgedLogs: this.#acknowledgedLogs,
      rejectedRequests: this.#rejectedRequests,
      droppedExchanges: this.#exchanges.dropped,
    };
  }

  meters(): Promise<readonly FamilySnapshot[]> {
    return this.#writer.call('meters', undefined);
  }

  activity(): TelemetryActivity {
    return { lastIngestMs: this.#lastIngestMs, lastWriteFailure: this.#lastWriteFailure };
  }

  async reloadPrices(): Promise<void> {
    await this.#writer.call('reloadPrices', undefined);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#close();
    return this.#stopped;
  }

  /** A body larger than the whole queue still gets in when nothing waits, or it would be refused for ever. */
  #admit(bytes: number): void {
    if (this.#stopped !== null) throw new SignalboxError('SHUTTING_DOWN');
    if (this.#queuedBytes === 0 || this.#queuedBytes + bytes <= this.#capacityBytes) return;
    this.#rejectedRequests += 1;
    throw new SignalboxError('INGEST_OVERLOADED', {
      queued: this.#queuedBytes,
      capacity: this.#capacityBytes,
    });
  }

  #noteFailure(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#lastWriteFailure = { atMs: Date.now(), message };
  }

  #acknowledge({ sequence, retentionFailure }: WriterAnswer): void {
    if (retentionFailure !== null) {
      this.#log.warn('Old traces could not be removed; it is tried again.', { reason: retentionFailure });
    }
    if (sequence <= this.#sequence) return;
    this.#sequence = sequence;
    for (const listener of this.#listeners) listener({ sequence });
  }

  /** Who reads closes before the writer, so that it can empty the write-ahead log. */
  async #close(): Promise<void> {
    await this.#exchanges.drain();
    await Promise.allSettled(this.#ingesting);
    await Promise.all([this.#readers.close(), this.#indexer.close()]);
    await this.#writer.close();
  }
}

/** Transferring takes the whole buffer, and Node's small buffers share one: a view of part of one is copied first. */
function ownBuffer(body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
}
