/** Where an answer goes; the door implements it over its response. */
export interface Reply {
  /** The head has been sent: from here on an error can only be said in the body. */
  readonly started: boolean;
  readonly status: number | null;
  /** Aborts when the caller hangs up before its answer is complete. */
  readonly hangUp: AbortSignal;
  /** Headers that the answer will have, whatever it is; they go before those of the same name in `start`. */
  announce(headers: Readonly<Record<string, string>>): void;
  start(status: number, headers: Readonly<Record<string, string>>): void;
  /** A promise when the caller reads slower than this is written; it resolves when it has caught up or hung up. */
  write(chunk: Uint8Array): Promise<void> | null;
  end(): void;
  /** A whole answer at once. */
  send(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): void;
  /** Sends a last piece and breaks the connection, so that the answer cannot be taken for complete. */
  cut(chunk?: Uint8Array): void;
}
