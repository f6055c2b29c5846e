/** What may wait for a console that reads slowly, and how often that is looked at. */
const MAX_WAITING_BYTES = 64 * 2 ** 20;
const CHECK_MS = 5_000;

interface Client {
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  terminate(): void;
}

/**
 * Hangs up on consoles that do not read: what waits for them is kept in memory. A console connects again and takes up its
 * subscriptions where it was.
 */
export class SlowConsoles {
  readonly #clients: () => Iterable<Client>;
  readonly #onDrop: () => void;
  readonly #timer: NodeJS.Timeout;
  #behind = new Set<Client>();

  constructor(clients: () => Iterable<Client>, onDrop: () => void) {
    this.#clients = clients;
    this.#onDrop = onDrop;
    this.#timer = setInterval(() => this.check(), CHECK_MS).unref();
  }

  /** One large answer is no fault: only who was behind at the last look too is dropped. */
  check(): void {
    const behind = new Set<Client>();
    for (const client of this.#clients()) {
      if (client.bufferedAmount <= MAX_WAITING_BYTES) continue;
      if (!this.#behind.has(client)) behind.add(client);
      else {
        client.terminate();
        this.#onDrop();
      }
    }
    this.#behind = behind;
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
