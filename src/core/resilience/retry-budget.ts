const CAPACITY = 10;
const PER_CALL = 0.2;

/**
 * Bounds what retries add to the load of a target: one retry for five calls, and ten in stock for quiet times. In an
 * outage of a busy target retries are then a fifth of the calls, not a multiple of them.
 * Source: Finagle's RetryBudget, https://twitter.github.io/finagle/guide/Clients.html#retries
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /** A call was made that is no retry. */
  deposit(): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + PER_CALL);
  }

  /** False when there is nothing left: do not retry. */
  withdraw(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
