import type { QueueFigures } from '../../shared/limits.ts';
import { FairQueue, NoPlace, type QueueRules, type Release } from './fair-queue.ts';
import type { PlaceLimit } from './limit-rules.ts';
import { WaitTimes } from './wait-times.ts';

/** Of a limit that is no more: whoever waits under it goes on. */
const UNLIMITED: QueueRules = { places: Infinity, capacity: 0, timeoutMs: 0 };

/** The places of one limit: a queue for each subject that it counts by itself. */
class PlacesOfLimit {
  readonly waits = new WaitTimes();
  readonly refused = { full: 0, late: 0, cancelled: 0 };
  admitted = 0;
  #rules: QueueRules;
  readonly #queues = new Map<string, FairQueue>();

  constructor(limit: PlaceLimit) {
    this.#rules = rulesOf(limit);
  }

  change(rules: QueueRules): void {
    this.#rules = rules;
    for (const queue of this.#queues.values()) {
      queue.rules = this.#rules;
      queue.admit();
    }
  }

  enter(subject: string, group: string, hangUp: AbortSignal): Release | Promise<Release> {
    const queue = this.#queue(subject);
    try {
      const place = queue.enter(group, hangUp);
      if (!(place instanceof Promise)) return this.#counted(place, subject, queue);
      return place.then(
        (release) => this.#counted(release, subject, queue),
        (error: unknown) => this.#refuse(error, subject, queue),
      );
    } catch (error) {
      return this.#refuse(error, subject, queue);
    }
  }

  figures(): QueueFigures {
    const queues = [...this.#queues.values()];
    return {
      running: queues.reduce((sum, { running }) => sum + running, 0),
      waiting: queues.reduce((sum, { waiting }) => sum + waiting, 0),
      admitted: this.admitted,
      rejectedFull: this.refused.full,
      rejectedLate: this.refused.late,
      cancelled: this.refused.cancelled,
      waitP50Ms: this.waits.percentile(0.5),
      waitP95Ms: this.waits.percentile(0.95),
    };
  }

  use(most: number): { subject: string; running: number }[] {
    return [...this.#queues]
      .map(([subject, { running }]) => ({ subject, running }))
      .sort((a, b) => b.running - a.running)
      .slice(0, most);
  }

  #queue(subject: string): FairQueue {
    let queue = this.#queues.get(subject);
    if (queue === undefined) {
      queue = new FairQueue(this.#rules, { onWaited: (ms) => this.waits.add(ms) });
      this.#queues.set(subject, queue);
    }
    return queue;
  }

  #counted(release: Release, subject: string, queue: FairQueue): Release {
    this.admitted += 1;
    return () => {
      release();
      this.#forgetIdle(subject, queue);
    };
  }

  #refuse(error: unknown, subject: string, queue: FairQueue): never {
    if (error instanceof NoPlace) this.refused[error.refusal] += 1;
    this.#forgetIdle(subject, queue);
    throw error;
  }

  #forgetIdle(subject: string, queue: FairQueue): void {
    if (queue.isIdle && this.#queues.get(subject) === queue) this.#queues.delete(subject);
  }
}

/** All limits of calls at once. */
export class Concurrency {
  readonly #limits = new Map<string, PlacesOfLimit>();

  /** The limits in force; those who run or wait under a changed one go on under its new figures. */
  set(limits: readonly PlaceLimit[]): void {
    const ids = new Set(limits.map(({ id }) => id));
    for (const [id, places] of this.#limits) {
      if (ids.has(id)) continue;
      places.change(UNLIMITED);
      this.#limits.delete(id);
    }
    for (const limit of limits) {
      const known = this.#limits.get(limit.id);
      if (known === undefined) this.#limits.set(limit.id, new PlacesOfLimit(limit));
      else known.change(rulesOf(limit));
    }
  }

  /** @throws NoPlace, also as rejection */
  enter(limit: PlaceLimit, subject: string, group: string, hangUp: AbortSignal): Release | Promise<Release> {
    const places = this.#limits.get(limit.id);
    // Removed since the call began: it holds nothing back any more.
    return places === undefined ? () => undefined : places.enter(subject, group, hangUp);
  }

  figures(limitId: string): QueueFigures | null {
    return this.#limits.get(limitId)?.figures() ?? null;
  }

  use(limitId: string, most: number): { subject: string; running: number }[] {
    return this.#limits.get(limitId)?.use(most) ?? [];
  }
}

function rulesOf({ amount, queueSize, queueTimeoutMs }: PlaceLimit): QueueRules {
  return { places: amount, capacity: queueSize, timeoutMs: queueTimeoutMs };
}
