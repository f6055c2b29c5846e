import type {
  ActiveAlert,
  Channel,
  ChannelTest,
  DesktopNotice,
  NewChannel,
} from '../../../shared/alert/index.ts';
import type { Log } from '../../log.ts';
import type { SecretBox } from '../../secrets/index.ts';
import type { AlertStore, JsonValue } from '../../store/control/index.ts';
import type { AlertClock } from '../alert-clock.ts';
import { labelsKey, sortedNames } from '../rules/fingerprint.ts';
import { ChannelRegistry, toChannel, type HeldChannel } from './channel-registry.ts';
import { deliver, DELIVERY_TIMEOUT_MS, type Delivery } from './deliver.ts';
import { toldGroupSchema, type Notification, type ToldGroup } from './notification.ts';
import { Outbox } from './outbox.ts';
import { planAlertmanager, planGroup, type CurrentAlert, type Plan } from './plan-notification.ts';

const TICK_MS = 1_000;

export interface NotifierParts {
  readonly store: AlertStore;
  readonly secrets: SecretBox;
  readonly clock: AlertClock;
  readonly log: Log;
  readonly random: () => number;
  readonly externalUrl: () => string;
  readonly deliveryTimeoutMs?: number | undefined;
  /** The alerts as they are now, with those that ended a short while ago. */
  readonly alerts: () => readonly ActiveAlert[];
  readonly onChange: () => void;
}

/** Tells the channels of the alerts that are for them. */
export class Notifier {
  readonly #parts: NotifierParts;
  readonly #channels: ChannelRegistry;
  readonly #outbox: Outbox;
  /** What each channel remembers: by channel and group. */
  readonly #told = new Map<string, ToldGroup>();
  readonly #listeners = new Set<(notice: DesktopNotice) => void>();
  readonly #stop = new AbortController();
  #ticking: Promise<void> | null = null;
  #cancelTick: () => void = () => {};
  #isStarted = false;
  #notices = 0;

  private constructor(parts: NotifierParts, channels: ChannelRegistry, outbox: Outbox) {
    this.#parts = parts;
    this.#channels = channels;
    this.#outbox = outbox;
  }

  static async open(parts: NotifierParts): Promise<Notifier> {
    const { store, secrets, clock, log, random, onChange } = parts;
    const channels = await ChannelRegistry.open({ store, secrets, log });
    const delivery: { send: (...of: Parameters<Notifier['deliver']>) => Promise<Delivery> } = {
      send: () => Promise.resolve({ ok: false, reason: 'the engine is starting', isRetryable: true }),
    };
    const outbox = await Outbox.open({
      store,
      clock,
      log,
      random,
      targetOf: (id) => channels.targetOf(id),
      isOff: (id) => channels.isOff(id),
      deliver: (target, notification) => delivery.send(target, notification),
      onChange,
    });
    const notifier = new Notifier(parts, channels, outbox);
    delivery.send = (target, notification) => notifier.deliver(target, notification);
    for (const { channelId, key, state } of await store.notificationGroups()) {
      const read = toldGroupSchema.safeParse(state);
      if (read.success) notifier.#told.set(`${channelId} ${key}`, read.data);
    }
    return notifier;
  }

  /** Begins to tell; what waited before a restart goes out first. */
  start(): void {
    this.#outbox.flush();
    this.#isStarted = true;
    this.#later();
  }

  list(): Channel[] {
    return this.#channels.all().map((held) => this.#describe(held));
  }

  async add(channel: NewChannel, actor: string): Promise<Channel> {
    const held = await this.#channels.add(channel, actor);
    this.#later();
    this.#parts.onChange();
    return this.#describe(held);
  }

  async change(id: string, channel: NewChannel, actor: string): Promise<Channel> {
    const held = await this.#channels.change(id, channel, actor);
    if (this.#isStarted) this.#outbox.flush();
    this.#parts.onChange();
    return this.#describe(held);
  }

  async remove(id: string, actor: string): Promise<void> {
    await this.#channels.remove(id, actor);
    this.#outbox.forget(id);
    for (const key of this.#told.keys()) if (key.startsWith(`${id} `)) this.#told.delete(key);
    this.#parts.onChange();
  }

  /** Sends a notification now, past the outbox. @throws SignalboxError CHANNEL_NOT_FOUND */
  async test(id: string): Promise<ChannelTest> {
    const { target } = this.#channels.get(id);
    const nowMs = this.#parts.clock.now();
    const begun = this.#parts.clock.seconds();
    const labels = { alertname: 'SignalboxTest', severity: 'none' };
    const delivery = await this.deliver(target, {
      groupKey: '{}:{alertname="SignalboxTest"}',
      groupLabels: { alertname: 'SignalboxTest' },
      isTest: true,
      alerts: [
        {
          fingerprint: '0000000000000000',
          labels,
          annotations: { summary: `This is a test of the channel ${target.name}.` },
          value: '1',
          startsMs: nowMs,
          // Over already: an Alertmanager notifies nobody of it.
          endsMs: target.kind === 'alertmanager' ? nowMs : null,
        },
      ],
    });
    const milliseconds = Math.round((this.#parts.clock.seconds() - begun) * 1_000);
    return { ok: delivery.ok, message: delivery.ok ? 'Taken.' : `It ${delivery.reason}.`, milliseconds };
  }

  onNotice(listener: (notice: DesktopNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks at the alerts and queues what has to be told now. */
  tick(): Promise<void> {
    this.#ticking ??= this.#tick().finally(() => (this.#ticking = null));
    return this.#ticking;
  }

  /** Resolves once nothing is being queued or sent. */
  async settled(): Promise<void> {
    await this.#ticking;
    await this.#outbox.settled();
  }

  async stop(): Promise<void> {
    this.#cancelTick();
    this.#stop.abort();
    await this.#ticking;
    await this.#outbox.stop();
  }

  deliver(target: HeldChannel['target'], notification: Notification): Promise<Delivery> {
    const { clock, externalUrl, deliveryTimeoutMs = DELIVERY_TIMEOUT_MS } = this.#parts;
    return deliver(target, notification, {
      externalUrl: externalUrl(),
      nowMs: clock.now(),
      timeoutMs: deliveryTimeoutMs,
      signal: this.#stop.signal,
      showNotice: (notice) => {
        this.#notices += 1;
        for (const listener of this.#listeners) listener({ ...notice, id: this.#notices });
      },
    });
  }

  #describe(held: HeldChannel): Channel {
    return toChannel(held, this.#outbox.figures(held.target.id));
  }

  #later(): void {
    this.#cancelTick();
    if (!this.#isStarted || this.#stop.signal.aborted || this.#channels.all().length === 0) return;
    this.#cancelTick = this.#parts.clock.after(TICK_MS, () => {
      void this.tick();
      this.#later();
    });
  }

  async #tick(): Promise<void> {
    try {
      const alerts = this.#parts.alerts();
      for (const held of this.#channels.all()) if (held.settings.enabled) await this.#tell(held, alerts);
    } catch (cause) {
      this.#parts.log.error('Notifications could not be queued.', { cause });
    }
  }

  async #tell(held: HeldChannel, alerts: readonly ActiveAlert[]): Promise<void> {
    const { id, kind } = held.target;
    const mine = alerts.filter(
      ({ labels, state, resolvedAt }) => (state === 'firing' || resolvedAt !== null) && held.isFor(labels),
    );
    const groupBy = kind === 'alertmanager' ? [] : held.settings.groupBy;
    const groups = new Map<string, { labels: Record<string, string>; alerts: CurrentAlert[] }>();
    for (const alert of mine) {
      const labels = pick(alert.labels, groupBy);
      const key = labelsKey(labels);
      const group = groups.get(key) ?? { labels, alerts: [] };
      group.alerts.push(toCurrent(alert));
      groups.set(key, group);
    }
    for (const [name, { labels }] of this.#told) {
      const key = name.slice(id.length + 1);
      if (name.startsWith(`${id} `) && !groups.has(key)) groups.set(key, { labels, alerts: [] });
    }
    for (const [key, group] of groups) await this.#tellGroup(held, key, group);
  }

  async #tellGroup(
    { target, settings }: HeldChannel,
    key: string,
    { labels, alerts }: { labels: Record<string, string>; alerts: CurrentAlert[] },
  ): Promise<void> {
    const { clock, store } = this.#parts;
    const name = `${target.id} ${key}`;
    const before = this.#told.get(name) ?? null;
    const now = clock.now();
    const plan: Plan =
      target.kind === 'alertmanager'
        ? planAlertmanager(before, alerts, now)
        : planGroup(before, labels, alerts, settings, now);
    if (plan.group === before && plan.alerts === null) return;
    const row = { channelId: target.id, key, state: plan.group === null ? null : toJson(plan.group) };
    const isSaid = plan.alerts === null || (plan.isRepeat && this.#outbox.hasWaiting(target.id, key));
    if (isSaid) {
      if (JSON.stringify(plan.group) !== JSON.stringify(before)) await store.queueNotification(row, []);
    } else {
      const notification = {
        groupKey: `{}:{${sortedNames(labels)
          .map((label) => `${label}=${JSON.stringify(labels[label])}`)
          .join(', ')}}`,
        groupLabels: labels,
        alerts: [...(plan.alerts ?? [])],
        isTest: false,
      };
      await this.#outbox.add(target.id, key, row, notification);
    }
    if (plan.group === null) this.#told.delete(name);
    else this.#told.set(name, plan.group);
  }
}

function toCurrent(alert: ActiveAlert): CurrentAlert {
  const isFiring = alert.state === 'firing';
  return {
    fingerprint: alert.fingerprint,
    labels: alert.labels,
    annotations: alert.annotations,
    value: String(alert.value),
    startsMs: Date.parse(alert.firedAt ?? alert.activeAt),
    endsMs: isFiring ? null : Date.parse(alert.resolvedAt ?? alert.activeAt),
    isSilenced: alert.silencedBy.length > 0,
  };
}

function pick(labels: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(labels, name) ? [[name, labels[name] ?? '']] : [])),
  );
}

function toJson(group: ToldGroup): JsonValue {
  return {
    ...group,
    labels: { ...group.labels },
    told: group.told.map((alert) => ({
      ...alert,
      labels: { ...alert.labels },
      annotations: { ...alert.annotations },
    })),
  };
}
