import type { Dispatcher } from 'undici';
import { ChunkQueue } from './chunk-queue.ts';
import type { HeaderFields, UpstreamAnswer } from './upstream.ts';

/** Turns undici's callbacks into the head of an answer and the queue of its body. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal;
  readonly #resolve: (answer: UpstreamAnswer) => void;
  readonly #reject: (error: Error) => void;
  readonly #failure: (error: Error, started: boolean) => Error;
  readonly #onAbort: () => void;
  #controller: Dispatcher.DispatchController | null = null;
  #body: ChunkQueue | null = null;

  constructor(
    signal: AbortSignal,
    resolve: (answer: UpstreamAnswer) => void,
    reject: (error: Error) => void,
    failure: (error: Error, started: boolean) => Error,
  ) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#failure = failure;
    this.#onAbort = () => {
      this.#controller?.abort(new Error('The caller hung up.'));
      this.#reject(signal.reason as Error);
    };
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(new Error('The caller hung up.'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: HeaderFields): void {
    if (status < 200) return;
    this.#body = new ChunkQueue({
      pause: () => controller.pause(),
      resume: () => controller.resume(),
      cancel: () => controller.abort(new Error('The answer is not read further.')),
    });
    this.#resolve({ status, headers, body: this.#body });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#body?.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    const failure = this.#failure(error, this.#body !== null);
    if (this.#body === null) this.#reject(failure);
    else this.#body.fail(failure);
  }
}
