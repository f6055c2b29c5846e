import { randomBytes } from 'node:crypto';
import type { Attributes, FinishedSpan, SpanKindName } from './otlp-json.ts';

export interface SpanOptions {
  readonly kind?: SpanKindName;
  readonly attributes?: Attributes;
}

/** A span that is open. What is done in it runs inside `child`, so that it ends whatever happens. */
export class LiveSpan {
  readonly #trace: RecordedTrace;
  readonly #spanId = randomBytes(8).toString('hex');
  readonly #parentSpanId: string | null;
  readonly #name: string;
  readonly #kind: SpanKindName;
  readonly #startUnixNano: bigint;
  readonly #events: FinishedSpan['events'][number][] = [];
  #attributes: Attributes;
  #failure: string | null = null;

  constructor(trace: RecordedTrace, parentSpanId: string | null, name: string, options: SpanOptions) {
    this.#trace = trace;
    this.#parentSpanId = parentSpanId;
    this.#name = name;
    this.#kind = options.kind ?? 'internal';
    this.#attributes = options.attributes ?? {};
    this.#startUnixNano = trace.now();
  }

  /** What a called service continues (https://www.w3.org/TR/trace-context/). */
  get traceparent(): string {
    return `00-${this.#trace.traceId}-${this.#spanId}-01`;
  }

  set(attributes: Attributes): void {
    this.#attributes = { ...this.#attributes, ...attributes };
  }

  event(name: string, attributes: Attributes = {}): void {
    this.#events.push({ name, timeUnixNano: this.#trace.now(), attributes });
  }

  fail(message: string, type = 'error'): void {
    this.#failure = message;
    this.set({ 'error.type': type });
  }

  async child<T>(name: string, options: SpanOptions, work: (span: LiveSpan) => Promise<T>): Promise<T> {
    return new LiveSpan(this.#trace, this.#spanId, name, options).run(work);
  }

  /** An error marks the span and goes on to the caller. */
  async run<T>(work: (span: LiveSpan) => Promise<T>): Promise<T> {
    try {
      return await work(this);
    } catch (error) {
      const type = error instanceof Error ? error.name : 'Error';
      const message = error instanceof Error ? error.message : String(error);
      this.event('exception', { 'exception.type': type, 'exception.message': message });
      this.fail(message, type);
      throw error;
    } finally {
      this.#trace.finish({
        traceId: this.#trace.traceId,
        spanId: this.#spanId,
        parentSpanId: this.#parentSpanId,
        name: this.#name,
        kind: this.#kind,
        startUnixNano: this.#startUnixNano,
        endUnixNano: this.#trace.now(),
        attributes: this.#attributes,
        events: this.#events,
        failure: this.#failure,
      });
    }
  }
}

/** The spans that one application records of one trace. Ids are new each time; what is in them is not. */
export class RecordedTrace {
  readonly traceId = randomBytes(16).toString('hex');
  readonly #finished: FinishedSpan[] = [];
  readonly #startUnixMs = Date.now();
  readonly #startMonotonicMs = performance.now();

  get spans(): readonly FinishedSpan[] {
    return this.#finished;
  }

  root(name: string, options: SpanOptions): LiveSpan {
    return new LiveSpan(this, null, name, options);
  }

  /** Nanoseconds since 1970, to the microsecond, never going back. */
  now(): bigint {
    const unixMs = this.#startUnixMs + (performance.now() - this.#startMonotonicMs);
    return BigInt(Math.round(unixMs * 1000)) * 1000n;
  }

  finish(span: FinishedSpan): void {
    this.#finished.push(span);
  }
}
