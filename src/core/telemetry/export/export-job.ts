import { randomBytes, randomUUID } from 'node:crypto';
import type { TraceExport, TraceSelection, ExportFileFormat } from '../../../shared/trace-export.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { entryUrl, ThreadClient } from '../../threads/index.ts';
import type { ExportOperations, ExportSettings } from './export-thread.ts';

export interface ExportRequest {
  format: ExportFileFormat;
  selection: TraceSelection;
}

type ExportThread = ThreadClient<ExportOperations>;

/** An export's heap; whatever it writes, it holds little at a time. Beyond it this export fails, and nothing else does. */
const MAX_HEAP_MEGABYTES = 512;

const FILES: Record<ExportFileFormat, { ending: string; contentType: string }> = {
  jsonl: { ending: 'jsonl', contentType: 'application/jsonl; charset=utf-8' },
  otlp: { ending: 'otlp.jsonl', contentType: 'application/jsonl; charset=utf-8' },
  csv: { ending: 'csv', contentType: 'text/csv; charset=utf-8' },
  parquet: { ending: 'parquet', contentType: 'application/vnd.apache.parquet' },
};

/**
 * One file of many traces on its way to somebody. A thread of its own reads and writes it, a chunk whenever the
 * download has room for more, so that a slow client slows the reading and no query of the console waits for it.
 */
export class ExportJob {
  readonly id = randomUUID();
  /** Lets one request have the file. */
  readonly ticket = randomBytes(32).toString('base64url');
  readonly contentType: string;
  readonly fileName: string;
  readonly #request: ExportRequest;
  readonly #path: string;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  #thread: ExportThread | null = null;
  #state: TraceExport['state'] = 'waiting';
  #traces = 0;
  #total: number | null = null;
  #bytes = 0;
  #message: string | null = null;
  #isWhole = false;

  constructor(path: string, request: ExportRequest, onChange: () => void) {
    const { ending, contentType } = FILES[request.format];
    this.contentType = contentType;
    this.fileName = `traces-${new Date().toISOString().replace(/[:.]/g, '-').slice(0, 19)}.${ending}`;
    this.#path = path;
    this.#request = request;
    this.#onChange = onChange;
  }

  get hasEnded(): boolean {
    return this.#state !== 'waiting' && this.#state !== 'running';
  }

  /** Aborted when the export ends before its file is whole: the download must end then too. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  describe(): TraceExport {
    return {
      id: this.id,
      format: this.#request.format,
      fileName: this.fileName,
      state: this.#state,
      traces: this.#traces,
      total: this.#total,
      bytes: this.#bytes,
      message: this.#message,
    };
  }

  /** Starts the thread and counts. What is wrong with the request is found here, before the first byte is sent. */
  async begin(): Promise<void> {
    const { signal } = this.#stop;
    if (this.#state !== 'waiting') throw new SignalboxError('EXPORT_LINK_USED');
    this.#state = 'running';
    this.#onChange();
    try {
      const thread = await ThreadClient.start<ExportOperations>({
        entry: entryUrl(import.meta.url, './export-thread.ts'),
        name: 'export',
        workerData: { path: this.#path, ...this.#request } satisfies ExportSettings,
        onCrash: (error) => this.#fail(error),
        maxHeapMegabytes: MAX_HEAP_MEGABYTES,
      });
      this.#thread = thread;
      if (this.hasEnded) this.#closeThread();
      else this.#total = (await thread.call('begin', undefined, { signal })).total;
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    if (this.hasEnded) throw new SignalboxError('EXPORT_LINK_USED');
    this.#onChange();
  }

  /** The file. Leaving the loop before its end cancels the export. */
  async *chunks(): AsyncGenerator<Uint8Array> {
    const thread = this.#thread;
    if (thread === null) throw new Error('The export has not begun.');
    try {
      for (;;) {
        const { bytes, traces } = await thread.call('next', undefined, { signal: this.#stop.signal });
        this.#traces = traces;
        if (bytes === null) break;
        this.#bytes += bytes.byteLength;
        this.#onChange();
        yield bytes;
      }
      this.#isWhole = true;
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#closeThread();
    }
  }

  /** The response has ended: with its last byte handed on, or before. */
  closed(isFinished: boolean): void {
    if (this.hasEnded) return;
    if (isFinished && this.#isWhole) this.#end('done', null);
    else this.cancel('The download was stopped before it was complete.');
  }

  cancel(message: string): void {
    if (!this.hasEnded) this.#end('cancelled', message);
  }

  #fail(error: unknown): void {
    if (!this.hasEnded) this.#end('failed', error instanceof Error ? error.message : String(error));
  }

  #end(state: 'done' | 'cancelled' | 'failed', message: string | null): void {
    this.#state = state;
    this.#message = message;
    if (state !== 'done') this.#stop.abort();
    this.#closeThread();
    this.#onChange();
  }

  #closeThread(): void {
    const thread = this.#thread;
    this.#thread = null;
    // A thread that crashed cannot be closed; its crash has been told already.
    thread?.close().catch((error: unknown) => this.#fail(error));
  }
}
