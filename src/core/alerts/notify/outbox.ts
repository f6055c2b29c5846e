import type { ChannelFigures } from '../../../shared/alert/index.ts';
import type { Log } from '../../log.ts';
import type { AlertStore, JsonValue, NotificationGroupRow, OutboxRow } from '../../store/control/index.ts';
import type { AlertClock } from '../alert-clock.ts';
import type { ChannelTarget } from './channel-target.ts';
import type { Delivery } from './deliver.ts';
import { notificationSchema, type Notification } from './notification.ts';

/** How many notifications may wait for a channel; then the oldest is given up for the newest. */
export const OUTBOX_LIMIT = 1_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 5 * 60_000;

export interface OutboxParts {
  readonly store: Pick<
    AlertStore,
    'notificationOutbox' | 'queueNotification' | 'retryNotification' | 'removeNotifications'
  >;
  readonly clock: AlertClock;
  readonly log: Log;
  readonly random: () => number;
  readonly targetOf: (channelId: string) => ChannelTarget | null;
  /** What waits for a channel that is switched off waits until it is switched on. */
  readonly isOff: (channelId: string) => boolean;
  readonly deliver: (target: ChannelTarget, notification: Notification) => Promise<Delivery>;
  readonly onChange: () => void;
}

interface Counts {
  sent: number;
  failedTries: number;
  dropped: number;
  lastSentMs: number | null;
  lastError: string | null;
  lastErrorMs: number | null;
}

/**
 * Notifications on their way: written before they are sent, sent in the order of their group, tried again with growing waits
 * until they are taken. One at a time for each channel.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #counts = new Map<string, Counts>();
  readonly #sending = new Map<string, Promise<void>>();
  #rows: OutboxRow[];
  #nextId: number;
  #isStopped = false;
  #cancelTimer: () => void = () => {};

  private constructor(parts: OutboxParts, rows: OutboxRow[]) {
    this.#parts = parts;
    this.#rows = rows;
    this.#nextId = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  }

  /** What waited before a restart is tried at once. */
  static async open(parts: OutboxParts): Promise<Outbox> {
    const now = parts.clock.now();
    const rows = await parts.store.notificationOutbox();
    return new Outbox(
      parts,
      rows.map((row) => ({ ...row, nextMs: Math.min(row.nextMs, now) })),
    );
  }

  hasWaiting(channelId: string, key: string): boolean {
    return this.#rows.some((row) => row.channelId === channelId && row.key === key);
  }

  /** Committed when it resolves, together with what the channel remembers of the group. */
  async add(
    channelId: string,
    key: string,
    group: NotificationGroupRow | null,
    notification: Notification,
  ): Promise<void> {
    const now = this.#parts.clock.now();
    const row: OutboxRow = {
      id: this.#nextId,
      channelId,
      key,
      body: toJson(notification),
      attempts: 0,
      nextMs: now,
      createdMs: now,
      lastError: null,
    };
    this.#nextId += 1;
    await this.#parts.store.queueNotification(group, [row]);
    this.#rows.push(row);
    await this.#makeRoom(channelId);
    this.flush();
  }

  /** Sends what is due. */
  flush(): void {
    if (this.#isStopped) return;
    const now = this.#parts.clock.now();
    for (const [channelId, row] of this.#heads(now))
      if (!this.#sending.has(channelId)) {
        const sending = this.#send(row).finally(() => {
          this.#sending.delete(channelId);
          this.flush();
        });
        this.#sending.set(channelId, sending);
      }
    this.#wake(now);
  }

  /** Resolves once nothing is being sent. */
  async settled(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending.values());
  }

  figures(channelId: string): ChannelFigures {
    const waiting = this.#rows.filter((row) => row.channelId === channelId);
    const counts = this.#countsOf(channelId);
    const next = Math.min(...waiting.map(({ nextMs }) => nextMs));
    return {
      waiting: waiting.length,
      oldestAt: isoOrNull(waiting[0]?.createdMs ?? null),
      nextTryAt: waiting.length === 0 ? null : isoOrNull(next),
      sent: counts.sent,
      failedTries: counts.failedTries,
      dropped: counts.dropped,
      lastSentAt: isoOrNull(counts.lastSentMs),
      lastError: counts.lastError ?? waiting[0]?.lastError ?? null,
      lastErrorAt: isoOrNull(counts.lastErrorMs),
    };
  }

  /** Forgets what waits for a channel that is gone; the store has done so already. */
  forget(channelId: string): void {
    this.#rows = this.#rows.filter((row) => row.channelId !== channelId);
    this.#counts.delete(channelId);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    await this.settled();
  }

  /** The first of each channel's rows that is due, where no earlier one of its group waits. */
  #heads(now: number): Map<string, OutboxRow> {
    const heads = new Map<string, OutboxRow>();
    const blocked = new Set<string>();
    for (const row of this.#rows) {
      const group = `${row.channelId} ${row.key}`;
      const isFree = !blocked.has(group) && !heads.has(row.channelId) && !this.#parts.isOff(row.channelId);
      if (row.nextMs <= now && isFree) heads.set(row.channelId, row);
      blocked.add(group);
    }
    return heads;
  }

  async #send(row: OutboxRow): Promise<void> {
    try {
      const target = this.#parts.targetOf(row.channelId);
      const read = notificationSchema.safeParse(row.body);
      if (target === null || !read.success) return await this.#remove([row]);
      const delivery = await this.#parts.deliver(target, read.data);
      const counts = this.#countsOf(row.channelId);
      const now = this.#parts.clock.now();
      if (delivery.ok) {
        counts.sent += 1;
        counts.lastSentMs = now;
        counts.lastError = null;
        return await this.#remove([row]);
      }
      if (this.#isStopped) return;
      counts.failedTries += 1;
      counts.lastError = delivery.reason;
      counts.lastErrorMs = now;
      if (delivery.isRetryable) return await this.#retryLater(row, delivery.reason, now);
      counts.dropped += 1;
      this.#parts.log.warn('A notification was refused.', { channel: target.name, reason: delivery.reason });
      await this.#remove([row]);
    } catch (cause) {
      // Left as it is: tried again with the next flush after its wait.
      this.#rows = this.#rows.map((each) =>
        each.id === row.id ? { ...each, nextMs: this.#parts.clock.now() + LONGEST_RETRY_MS } : each,
      );
      this.#parts.log.error('The outbox of notifications could not be written.', { cause });
    }
  }

  async #retryLater(row: OutboxRow, lastError: string, now: number): Promise<void> {
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 3 ** Math.min(row.attempts, 10));
    // Half of it is left to chance, so that many channels do not come back at once.
    const wait = longest / 2 + (this.#parts.random() * longest) / 2;
    const next = { ...row, attempts: row.attempts + 1, nextMs: Math.ceil(now + wait), lastError };
    this.#rows = this.#rows.map((each) => (each.id === row.id ? next : each));
    await this.#parts.store.retryNotification(next);
    this.#parts.onChange();
  }

  async #makeRoom(channelId: string): Promise<void> {
    const waiting = this.#rows.filter((row) => row.channelId === channelId);
    const excess = waiting.slice(0, Math.max(0, waiting.length - OUTBOX_LIMIT));
    if (excess.length === 0) return;
    this.#countsOf(channelId).dropped += excess.length;
    await this.#remove(excess);
  }

  async #remove(rows: readonly OutboxRow[]): Promise<void> {
    const ids = rows.map(({ id }) => id);
    await this.#parts.store.removeNotifications(ids);
    this.#rows = this.#rows.filter(({ id }) => !ids.includes(id));
    this.#parts.onChange();
  }

  #wake(now: number): void {
    this.#cancelTimer();
    const waits = this.#rows.filter(({ nextMs }) => nextMs > now).map(({ nextMs }) => nextMs - now);
    if (waits.length > 0) this.#cancelTimer = this.#parts.clock.after(Math.min(...waits), () => this.flush());
  }

  #countsOf(channelId: string): Counts {
    const known = this.#counts.get(channelId);
    if (known !== undefined) return known;
    const fresh: Counts = {
      sent: 0,
      failedTries: 0,
      dropped: 0,
      lastSentMs: null,
      lastError: null,
      lastErrorMs: null,
    };
    this.#counts.set(channelId, fresh);
    return fresh;
  }
}

function toJson(notification: Notification): JsonValue {
  return {
    ...notification,
    groupLabels: { ...notification.groupLabels },
    alerts: notification.alerts.map((alert) => ({
      ...alert,
      labels: { ...alert.labels },
      annotations: { ...alert.annotations },
    })),
  };
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
