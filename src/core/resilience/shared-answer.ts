import { SignalboxError } from '../../shared/errors.ts';

/** Where an answer goes: the caller's response, as core/exchange writes it. */
export interface AnswerSink {
  readonly started: boolean;
  readonly status: number | null;
  readonly hangUp: AbortSignal;
  announce(headers: Readonly<Record<string, string>>): void;
  start(status: number, headers: Readonly<Record<string, string>>): void;
  write(chunk: Uint8Array): Promise<void> | null;
  end(): void;
  send(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): void;
  cut(chunk?: Uint8Array): void;
}

/** How an answer ended: whole, broken off, or without anybody who waited for it. */
export type Ending = 'whole' | 'cut' | 'abandoned';

/** An answer that is written once and read by every caller who joins, then or later, from its first byte on. */
export class SharedAnswer implements AnswerSink {
  readonly #maxBytes: number;
  readonly #readers = new Map<AnswerSink, () => void>();
  readonly #hangUp = new AbortController();
  readonly #onEnd: (ending: Ending) => void;
  #head: { status: number; headers: Readonly<Record<string, string>> } | null = null;
  /** Null once the answer is too large to be kept. */
  #kept: Uint8Array[] | null = [];
  #bytes = 0;
  /** Ends the wait for slow readers. */
  #resume: () => void = () => undefined;
  #ending: Ending | null = null;

  constructor(first: AnswerSink, maxBytes: number, onEnd: (ending: Ending) => void) {
    this.#maxBytes = maxBytes;
    this.#onEnd = onEnd;
    void this.#follow(first);
  }

  get started(): boolean {
    return this.#head !== null;
  }

  get status(): number | null {
    return this.#head?.status ?? null;
  }

  /** Aborts when the last of the callers has hung up. */
  get hangUp(): AbortSignal {
    return this.#hangUp.signal;
  }

  get keptBytes(): number {
    return this.#kept === null ? 0 : this.#bytes;
  }

  announce(headers: Readonly<Record<string, string>>): void {
    for (const reader of this.#readers.keys()) reader.announce(headers);
  }

  start(status: number, headers: Readonly<Record<string, string>>): void {
    this.#head = { status, headers };
    for (const reader of this.#readers.keys()) reader.start(status, headers);
  }

  /**
   * While all of it is kept anyway, the fastest reader sets the pace: one who repeats a key because his connection died
   * must not wait for the dead one. Beyond that memory is bounded by the slowest.
   */
  write(chunk: Uint8Array): Promise<void> | null {
    this.#keep(chunk);
    const pace = [...this.#readers.keys()].map((reader) => reader.write(chunk));
    const slow = pace.filter((drained) => drained !== null);
    if (slow.length === 0 || (this.#kept !== null && slow.length < pace.length)) return null;
    if (this.#kept === null) return Promise.all(slow).then(() => undefined);
    return new Promise((resolve) => {
      this.#resume = resolve;
      for (const drained of slow) void drained.then(resolve);
    });
  }

  end(): void {
    for (const reader of this.#readers.keys()) reader.end();
    this.#finish('whole');
  }

  send(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): void {
    this.#head = { status, headers };
    this.#keep(body);
    for (const reader of this.#readers.keys()) reader.send(status, headers, body);
    this.#finish('whole');
  }

  cut(chunk?: Uint8Array): void {
    for (const reader of this.#readers.keys()) reader.cut(chunk);
    this.#finish('cut');
  }

  /**
   * Gives another caller the same answer. Resolves at its end, or when that caller has hung up.
   * @throws SignalboxError IDEMPOTENCY_ANSWER_TOO_LARGE when what was written so far is not known any more
   */
  async join(reader: AnswerSink): Promise<Ending> {
    if (this.#kept === null) {
      throw new SignalboxError('IDEMPOTENCY_ANSWER_TOO_LARGE', { limit: this.#maxBytes });
    }
    reader.announce({ 'idempotent-replayed': 'true' });
    const whole = this.#ending === 'whole' ? Buffer.concat(this.#kept) : null;
    if (this.#head !== null) {
      const { status, headers } = this.#head;
      if (whole !== null) reader.send(status, headers, whole);
      else reader.start(status, headers);
    }
    if (this.#ending !== null) return this.#ending;
    for (const chunk of this.#kept) void reader.write(chunk);
    this.#resume();
    await this.#follow(reader);
    return this.#ending ?? 'abandoned';
  }

  /** Resolves when the answer has ended or this reader has hung up. */
  #follow(reader: AnswerSink): Promise<void> {
    return new Promise((resolve) => {
      const leave = () => {
        this.#readers.delete(reader);
        resolve();
        if (this.#readers.size > 0 || this.#ending !== null) return;
        this.#hangUp.abort();
        this.#finish('abandoned');
      };
      this.#readers.set(reader, () => {
        reader.hangUp.removeEventListener('abort', leave);
        resolve();
      });
      reader.hangUp.addEventListener('abort', leave, { once: true });
      if (reader.hangUp.aborted) leave();
    });
  }

  #keep(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.#kept = null;
    // A copy: a piece of a socket's buffer would keep the whole of it in memory.
    else this.#kept?.push(Uint8Array.from(chunk));
  }

  #finish(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    for (const done of this.#readers.values()) done();
    this.#readers.clear();
    this.#onEnd(ending);
  }
}
