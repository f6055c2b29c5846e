interface RunningCall {
  readonly id: string | null;
  readonly controller: AbortController;
}

/** The queries of one connection that can be given up, with the ids that the console chose for them. */
export class RunningCalls {
  readonly #running = new Set<RunningCall>();

  /** Runs a query under a signal that aborts when the console cancels it or goes; without an id, only when it goes. */
  async run<T>(id: string | null, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const call = { id, controller: new AbortController() };
    this.#running.add(call);
    try {
      return await run(call.controller.signal);
    } finally {
      this.#running.delete(call);
    }
  }

  /** Nothing where it is done already: an answer and its cancellation may pass each other. */
  cancel(id: string): void {
    for (const call of this.#running) if (call.id === id) call.controller.abort();
  }

  /** The console is gone. */
  cancelAll(): void {
    for (const { controller } of this.#running) controller.abort();
  }
}
