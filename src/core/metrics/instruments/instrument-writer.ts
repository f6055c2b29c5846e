import type { Log } from '../../log.ts';
import type { Metrics } from '../metrics.ts';
import { InstrumentBatches } from './instrument-batches.ts';
import type { Instruments } from './instruments.ts';

export interface InstrumentWriterOptions {
  readonly instruments: Pick<Instruments, 'collect' | 'endInterval'>;
  readonly metrics: Pick<Metrics, 'append'>;
  readonly intervalMs: number;
  readonly log: Log;
}

/** Writes the engine's own metrics to its series store, at once and then at each interval. */
export class InstrumentWriter {
  readonly #options: InstrumentWriterOptions;
  readonly #batches = new InstrumentBatches();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> | null = null;

  constructor(options: InstrumentWriterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.write(), options.intervalMs);
    void this.write();
  }

  /** Writes now. While the write before is still under way, nothing: the next interval has it. Never rejects. */
  write(): Promise<void> {
    this.#writing ??= this.#write().finally(() => (this.#writing = null));
    return this.#writing;
  }

  /** Writes a last time. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.write();
  }

  async #write(): Promise<void> {
    const { instruments, metrics, log } = this.#options;
    instruments.endInterval();
    try {
      await metrics.append(this.#batches.next(await instruments.collect(), Date.now()));
    } catch (cause) {
      log.warn('The metrics of the engine could not be stored.', { cause });
    }
  }
}
