import { buildExport, SPANS_PER_EXPORT } from '../ingest/exports.ts';
import type { Telemetry } from '../../src/core/telemetry/telemetry.ts';

/** Exports that are made before the clock starts; each is sent once, as spans that came before are not stored again. */
const FULL_SPEED_EXPORTS = 200;
const CONCURRENCY = 4;
const TICK_MS = 20;

/** How many spans a second the store takes when nothing else is asked of it. */
export async function measureIngest(telemetry: Telemetry): Promise<number> {
  const bodies = Array.from({ length: FULL_SPEED_EXPORTS }, (_, number) => exportBody(number));
  const started = performance.now();
  const sender = async (): Promise<void> => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop())
      await telemetry.ingestOtlp(body, 'protobuf');
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  return (FULL_SPEED_EXPORTS * SPANS_PER_EXPORT) / ((performance.now() - started) / 1000);
}

/** Sends spans at a steady rate until it is stopped. */
export class SteadyIngest {
  readonly #telemetry: Telemetry;
  readonly #spansPerSecond: number;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #underWay = new Set<Promise<unknown>>();
  #next = FULL_SPEED_EXPORTS;
  #sent = 0;
  #acknowledged = 0;
  #failure: Error | null = null;

  constructor(telemetry: Telemetry, spansPerSecond: number) {
    this.#telemetry = telemetry;
    this.#spansPerSecond = spansPerSecond;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** The spans a second that were acknowledged. @throws when an export failed */
  async stop(): Promise<number> {
    clearInterval(this.#timer);
    const seconds = (performance.now() - this.#started) / 1000;
    const spans = this.#acknowledged;
    await Promise.allSettled(this.#underWay);
    if (this.#failure !== null) throw this.#failure;
    return spans / seconds;
  }

  #tick(): void {
    const due = ((performance.now() - this.#started) / 1000) * this.#spansPerSecond;
    while (this.#sent < due && this.#underWay.size < CONCURRENCY) {
      this.#sent += SPANS_PER_EXPORT;
      const sent = this.#telemetry.ingestOtlp(exportBody(this.#next++), 'protobuf').then(
        () => void (this.#acknowledged += SPANS_PER_EXPORT),
        (error: Error) => void (this.#failure = error),
      );
      this.#underWay.add(sent);
      void sent.finally(() => this.#underWay.delete(sent));
    }
  }
}

function exportBody(number: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buildExport('protobuf', number));
}
