import { join } from 'node:path';
import { SignalboxError } from '../../../shared/errors.ts';
import type { TraceExport } from '../../../shared/trace-export.ts';
import { ExportJob, type ExportRequest } from './export-job.ts';

/** Each reads with a thread of its own. */
const MAX_RUNNING = 3;
/** The person may take this long to say where the file goes. */
const TICKET_MS = 10 * 60_000;
/** Ended ones that are still listed, so that whoever looks learns how they ended. */
const MAX_ENDED = 20;

/** The exports of many traces: made here, fetched once by their ticket, watched and cancelled by their id. */
export class TraceExports {
  readonly #path: string;
  readonly #jobs = new Map<string, ExportJob>();
  readonly #listeners = new Set<() => void>();
  #isClosed = false;

  constructor({ dataDir }: { dataDir: string }) {
    this.#path = join(dataDir, 'telemetry.db');
  }

  /**
   * A new export that waits to be fetched.
   * @throws SignalboxError EXPORTS_BUSY, SHUTTING_DOWN
   */
  create(request: ExportRequest): ExportJob {
    if (this.#isClosed) throw new SignalboxError('SHUTTING_DOWN');
    const underWay = [...this.#jobs.values()].filter((job) => !job.hasEnded).length;
    if (underWay >= MAX_RUNNING) throw new SignalboxError('EXPORTS_BUSY', { limit: MAX_RUNNING });
    const job = new ExportJob(this.#path, request, () => this.#changed());
    this.#jobs.set(job.id, job);
    const expiry = setTimeout(() => {
      if (job.describe().state === 'waiting') job.cancel('Nobody came for the file.');
    }, TICKET_MS);
    expiry.unref();
    this.#changed();
    return job;
  }

  /**
   * The export of a ticket, which is used up by its `begin`.
   * @throws SignalboxError EXPORT_LINK_USED
   */
  byTicket(ticket: string): ExportJob {
    const job = [...this.#jobs.values()].find((each) => each.ticket === ticket);
    if (job?.describe().state !== 'waiting') throw new SignalboxError('EXPORT_LINK_USED');
    return job;
  }

  /** @throws SignalboxError EXPORT_NOT_FOUND */
  cancel(id: string): void {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new SignalboxError('EXPORT_NOT_FOUND', { id });
    job.cancel('It was cancelled.');
  }

  /** Oldest first. */
  list(): TraceExport[] {
    return [...this.#jobs.values()].map((job) => job.describe());
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Ends what is under way; those who download it see that it is not whole. */
  close(): void {
    this.#isClosed = true;
    for (const job of this.#jobs.values()) job.cancel('The engine was stopped.');
  }

  #changed(): void {
    const ended = [...this.#jobs.values()].filter((job) => job.hasEnded);
    for (const job of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) this.#jobs.delete(job.id);
    for (const listener of this.#listeners) listener();
  }
}
