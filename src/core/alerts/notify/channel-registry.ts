import { randomUUID } from 'node:crypto';
import { newChannelSchema, type Channel, type NewChannel } from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import { registerSecret, type SecretBox, type SecretContext } from '../../secrets/index.ts';
import type { AlertStore, ChannelRow, JsonValue } from '../../store/control/index.ts';
import { compileMatchers } from '../silences.ts';
import type { Labels } from '../../metrics/series-source.ts';
import type { ChannelTarget } from './channel-target.ts';

export interface ChannelParts {
  readonly store: Pick<
    AlertStore,
    'notificationChannels' | 'saveNotificationChannel' | 'removeNotificationChannel'
  >;
  readonly secrets: SecretBox;
  readonly log: Log;
}

export interface HeldChannel {
  readonly target: ChannelTarget;
  readonly settings: NewChannel;
  readonly createdAt: string;
  readonly isFor: (labels: Labels) => boolean;
}

/** Where notifications go: in memory with opened tokens, in control.db with sealed ones. */
export class ChannelRegistry {
  readonly #parts: ChannelParts;
  readonly #held = new Map<string, HeldChannel>();

  private constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** A token that cannot be opened any more is logged, and its channel shown as one without a token. */
  static async open(parts: ChannelParts): Promise<ChannelRegistry> {
    const registry = new ChannelRegistry(parts);
    for (const row of await parts.store.notificationChannels()) {
      const settings = newChannelSchema.safeParse(row.settings);
      if (settings.success) registry.#hold(row, settings.data, registry.#openToken(row));
      else parts.log.error('A notification channel is not understood; it is not used.', { id: row.id });
    }
    return registry;
  }

  /** By name. */
  all(): HeldChannel[] {
    return [...this.#held.values()].sort((a, b) => a.target.name.localeCompare(b.target.name));
  }

  /** @throws SignalboxError CHANNEL_NOT_FOUND */
  get(id: string): HeldChannel {
    const held = this.#held.get(id);
    if (held === undefined) throw new SignalboxError('CHANNEL_NOT_FOUND', { id });
    return held;
  }

  targetOf(id: string): ChannelTarget | null {
    return this.#held.get(id)?.target ?? null;
  }

  isOff(id: string): boolean {
    return this.#held.get(id)?.settings.enabled === false;
  }

  /** @throws SignalboxError CHANNEL_EXISTS, SECRET_STORE_MISSING, MATCHERS_INVALID */
  add(channel: NewChannel, actor: string): Promise<HeldChannel> {
    return this.#save(randomUUID(), new Date().toISOString(), channel, null, actor);
  }

  /** @throws SignalboxError CHANNEL_NOT_FOUND, CHANNEL_EXISTS, SECRET_STORE_MISSING, MATCHERS_INVALID */
  change(id: string, channel: NewChannel, actor: string): Promise<HeldChannel> {
    const { createdAt, target } = this.get(id);
    // A token is for whom it was given: it does not follow to another address.
    const isSamePlace = channel.kind === target.kind && urlOf(channel) === target.url;
    return this.#save(id, createdAt, channel, isSamePlace ? target.token : null, actor);
  }

  /** @throws SignalboxError CHANNEL_NOT_FOUND */
  async remove(id: string, actor: string): Promise<void> {
    await this.#parts.store.removeNotificationChannel(id, {
      actor,
      detail: { name: this.get(id).target.name },
    });
    this.#held.delete(id);
  }

  async #save(
    id: string,
    createdAt: string,
    channel: NewChannel,
    kept: string | null,
    actor: string,
  ): Promise<HeldChannel> {
    compileMatchers(channel.matchers);
    const given = channel.kind === 'desktop' ? null : channel.token;
    const token = given === undefined ? kept : given === '' ? null : given;
    if (token !== null) registerSecret(token);
    const sealedToken = token === null ? null : this.#parts.secrets.seal(token, contextOf(id));
    const settings = withoutToken(channel);
    const row: ChannelRow = {
      id,
      name: channel.name,
      settings: settings as JsonValue,
      sealedToken,
      createdAt,
    };
    const detail = { name: channel.name, kind: channel.kind, url: urlOf(channel), hasToken: token !== null };
    await this.#parts.store.saveNotificationChannel(row, { actor, detail });
    return this.#hold(row, settings, token);
  }

  #hold({ id, createdAt }: ChannelRow, settings: NewChannel, token: string | null): HeldChannel {
    const held: HeldChannel = {
      target: { id, kind: settings.kind, name: settings.name, url: urlOf(settings), token },
      settings,
      createdAt,
      isFor: compileMatchers(settings.matchers),
    };
    this.#held.set(id, held);
    return held;
  }

  #openToken({ id, name, sealedToken }: ChannelRow): string | null {
    if (sealedToken === null) return null;
    try {
      const token = this.#parts.secrets.open(sealedToken, contextOf(id));
      registerSecret(token);
      return token;
    } catch (cause) {
      this.#parts.log.error('The token of a notification channel cannot be opened; enter it again.', {
        channel: name,
        cause,
      });
      return null;
    }
  }
}

export function toChannel(
  { target, settings, createdAt }: HeldChannel,
  figures: Channel['figures'],
): Channel {
  return {
    id: target.id,
    kind: target.kind,
    name: target.name,
    enabled: settings.enabled,
    url: target.url,
    hasToken: target.token !== null,
    matchers: settings.matchers,
    groupBy: settings.groupBy,
    groupWaitMs: settings.groupWaitMs,
    groupIntervalMs: settings.groupIntervalMs,
    repeatIntervalMs: settings.repeatIntervalMs,
    sendResolved: settings.sendResolved,
    createdAt,
    figures,
  };
}

function withoutToken(channel: NewChannel): NewChannel {
  if (channel.kind === 'desktop') return channel;
  const { token: _token, ...rest } = channel;
  return rest;
}

function urlOf(channel: NewChannel): string | null {
  return channel.kind === 'desktop' ? null : channel.url;
}

function contextOf(id: string): SecretContext {
  return { record: id, field: 'notification_channel.token' };
}
