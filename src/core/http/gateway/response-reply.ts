import type { ServerResponse } from 'node:http';
import type { Reply } from '../../exchange/index.ts';

/** A Reply over Node's response. `own` headers are on every answer. */
export class ResponseReply implements Reply {
  readonly #response: ServerResponse;
  readonly #own: Readonly<Record<string, string>>;
  readonly #hangUp = new AbortController();
  #announced: Readonly<Record<string, string>> = {};
  #cut = false;

  constructor(response: ServerResponse, own: Readonly<Record<string, string>>) {
    this.#response = response;
    this.#own = own;
    response.once('close', () => {
      if (!response.writableEnded && !this.#cut) this.#hangUp.abort();
    });
    // A broken socket is followed by `close`, which says all there is to say.
    response.on('error', () => undefined);
  }

  get started(): boolean {
    return this.#response.headersSent;
  }

  get status(): number | null {
    return this.#response.headersSent ? this.#response.statusCode : null;
  }

  get hangUp(): AbortSignal {
    return this.#hangUp.signal;
  }

  announce(headers: Readonly<Record<string, string>>): void {
    this.#announced = { ...this.#announced, ...headers };
  }

  start(status: number, headers: Readonly<Record<string, string>>): void {
    // A body that is too slow to wait for cannot be skipped either.
    if (status === 408) this.#response.shouldKeepAlive = false;
    this.#response.writeHead(status, { ...this.#own, ...headers, ...this.#announced });
  }

  write(chunk: Uint8Array): Promise<void> | null {
    if (this.#response.write(chunk) || this.hangUp.aborted) return null;
    return new Promise((resolve) => {
      const proceed = () => {
        this.#response.off('drain', proceed);
        this.#response.off('close', proceed);
        resolve();
      };
      this.#response.once('drain', proceed);
      this.#response.once('close', proceed);
    });
  }

  end(): void {
    this.#response.end();
  }

  send(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): void {
    this.start(status, { ...headers, 'content-length': String(body.length) });
    this.#response.end(body);
  }

  cut(chunk?: Uint8Array): void {
    this.#cut = true;
    const end = () => this.#response.destroy();
    // The last piece must be with the system before the socket is closed, or it is thrown away.
    if (chunk === undefined && this.#response.writableLength === 0) end();
    else this.#response.write(chunk ?? '', end);
  }
}
