export interface QueueRules {
  /** Calls that may run at once. */
  places: number;
  /** Calls that may wait. */
  capacity: number;
  timeoutMs: number;
}

/** Why a call got no place. */
export type QueueRefusal = 'full' | 'late' | 'cancelled';

export interface QueueEvents {
  onWaited(ms: number): void;
}

/** Gives the place back; more than once is the same as once. */
export type Release = () => void;

export class NoPlace extends Error {
  readonly refusal: QueueRefusal;

  constructor(refusal: QueueRefusal) {
    super(`No place: ${refusal}`);
    this.refusal = refusal;
  }
}

interface Waiter {
  readonly group: string;
  readonly since: number;
  readonly settle: (outcome: Release | NoPlace) => void;
}

/**
 * Places for so many calls at once, and a bounded queue in front. Groups take turns, one call each (round robin), so a
 * group with many calls delays the others by one call a turn. When the queue is full, a group that waits with less gets
 * in, and the last of the group that waits with most goes (the longest queue drops, as in stochastic fair queueing).
 */
export class FairQueue {
  rules: QueueRules;
  readonly #events: QueueEvents;
  /** Those who wait, the group whose turn is next first. */
  readonly #groups = new Map<string, Set<Waiter>>();
  #running = 0;
  #waiting = 0;

  constructor(rules: QueueRules, events: QueueEvents = { onWaited: () => undefined }) {
    this.rules = rules;
    this.#events = events;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  get isIdle(): boolean {
    return this.#running === 0 && this.#waiting === 0;
  }

  /**
   * A place at once, or a promise of one.
   * @throws NoPlace (also as rejection): the queue is full, the deadline passed, the caller hung up
   */
  enter(group: string, hangUp: AbortSignal): Release | Promise<Release> {
    if (this.#running < this.rules.places) return this.#occupy();
    if (this.#waiting >= this.rules.capacity) this.#makeRoom(group);
    return this.#wait(group, hangUp);
  }

  /** Lets waiting calls in after the rules have changed. */
  admit(): void {
    while (this.#running < this.rules.places) {
      const next = this.#next();
      if (next === null) return;
      this.#events.onWaited(performance.now() - next.since);
      next.settle(this.#occupy());
    }
  }

  #occupy(): Release {
    this.#running += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#running -= 1;
      this.admit();
    };
  }

  #wait(group: string, hangUp: AbortSignal): Promise<Release> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        group,
        since: performance.now(),
        settle: (outcome) => {
          clearTimeout(timer);
          hangUp.removeEventListener('abort', onHangUp);
          if (outcome instanceof NoPlace) reject(outcome);
          else resolve(outcome);
        },
      };
      const leave = (refusal: QueueRefusal) => {
        this.#remove(waiter);
        waiter.settle(new NoPlace(refusal));
      };
      const onHangUp = () => leave('cancelled');
      const timer = setTimeout(() => leave('late'), this.rules.timeoutMs);
      this.#add(waiter);
      if (hangUp.aborted) onHangUp();
      else hangUp.addEventListener('abort', onHangUp);
    });
  }

  #add(waiter: Waiter): void {
    const own = this.#groups.get(waiter.group);
    if (own === undefined) this.#groups.set(waiter.group, new Set([waiter]));
    else own.add(waiter);
    this.#waiting += 1;
  }

  #remove(waiter: Waiter): void {
    const own = this.#groups.get(waiter.group);
    if (own?.delete(waiter) !== true) return;
    if (own.size === 0) this.#groups.delete(waiter.group);
    this.#waiting -= 1;
  }

  /** The first of the group whose turn it is; the group then goes to the end of the round. */
  #next(): Waiter | null {
    for (const [group, own] of this.#groups) {
      for (const waiter of own) {
        this.#remove(waiter);
        if (this.#groups.delete(group)) this.#groups.set(group, own);
        return waiter;
      }
    }
    return null;
  }

  #makeRoom(group: string): void {
    const [longest] = [...this.#groups.values()].sort((a, b) => b.size - a.size);
    const own = this.#groups.get(group)?.size ?? 0;
    const last = longest === undefined || longest.size <= own + 1 ? undefined : [...longest].at(-1);
    if (last === undefined) throw new NoPlace('full');
    this.#remove(last);
    last.settle(new NoPlace('full'));
  }
}
