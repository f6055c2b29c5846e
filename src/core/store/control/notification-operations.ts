import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, JsonValue } from './control-records.ts';

/** A channel as it is stored; core/alerts knows what settings hold. */
export interface ChannelRow {
  readonly id: string;
  readonly name: string;
  readonly settings: JsonValue;
  /** Sealed by core/secrets; null: the receiver asks for none. */
  readonly sealedToken: Uint8Array | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** A notification that waits to be sent. Times are milliseconds since 1970. */
export interface OutboxRow {
  readonly id: number;
  readonly channelId: string;
  /** Notifications of one key are sent in their order. */
  readonly key: string;
  readonly body: JsonValue;
  readonly attempts: number;
  readonly nextMs: number;
  readonly createdMs: number;
  readonly lastError: string | null;
}

/** What a channel told last about a group of alerts. */
export interface NotificationGroupRow {
  readonly channelId: string;
  readonly key: string;
  readonly state: JsonValue;
}

interface StoredOutbox {
  id: number;
  channel_id: string;
  key: string;
  body: string;
  attempts: number;
  next_ms: number;
  created_ms: number;
  last_error: string | null;
}

/** The tables of notifications. */
export function notificationOperations(database: Database) {
  return { ...channelOperations(database), ...outboxOperations(database) };
}

function channelOperations(database: Database) {
  const audit = auditor(database);
  return {
    notificationChannels(): ChannelRow[] {
      return database
        .prepare<
          [],
          { id: string; name: string; settings: string; sealed_token: Buffer | null; created_at: string }
        >('SELECT * FROM notification_channels ORDER BY name COLLATE NOCASE')
        .all()
        .map((row) => ({
          id: row.id,
          name: row.name,
          settings: JSON.parse(row.settings) as JsonValue,
          sealedToken: row.sealed_token,
          createdAt: row.created_at,
        }));
    },
    /** Adds it, or puts it in the place of the one with its id. */
    saveNotificationChannel: database.transaction((input: { row: ChannelRow; change: Change }): void => {
      const { id, name, settings, sealedToken, createdAt } = input.row;
      const taken = database
        .prepare<[string, string], number>('SELECT 1 FROM notification_channels WHERE name = ? AND id <> ?')
        .pluck()
        .get(name, id);
      if (taken !== undefined) throw new SignalboxError('CHANNEL_EXISTS', { name });
      database
        .prepare(
          `INSERT INTO notification_channels VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
             name = excluded.name, settings = excluded.settings, sealed_token = excluded.sealed_token`,
        )
        .run(id, name, JSON.stringify(settings), sealedToken, createdAt);
      audit('notification_channel.save', id, input.change);
    }),
    removeNotificationChannel: database.transaction((input: { id: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM notification_channels WHERE id = ?').run(input.id);
      if (changes === 0) throw new SignalboxError('CHANNEL_NOT_FOUND', { id: input.id });
      database.prepare('DELETE FROM notification_outbox WHERE channel_id = ?').run(input.id);
      database.prepare('DELETE FROM notification_groups WHERE channel_id = ?').run(input.id);
      audit('notification_channel.remove', input.id, input.change);
    }),
  };
}

function outboxOperations(database: Database) {
  return {
    notificationGroups(): NotificationGroupRow[] {
      return database
        .prepare<[], { channel_id: string; key: string; state: string }>('SELECT * FROM notification_groups')
        .all()
        .map(({ channel_id, key, state }) => ({
          channelId: channel_id,
          key,
          state: JSON.parse(state) as JsonValue,
        }));
    },
    notificationOutbox(): OutboxRow[] {
      return database
        .prepare<[], StoredOutbox>('SELECT * FROM notification_outbox ORDER BY id')
        .all()
        .map((row) => ({
          id: row.id,
          channelId: row.channel_id,
          key: row.key,
          body: JSON.parse(row.body) as JsonValue,
          attempts: row.attempts,
          nextMs: row.next_ms,
          createdMs: row.created_ms,
          lastError: row.last_error,
        }));
    },
    /** What a channel is to be told, together with the memory of having told it. Null state: the group is over. */
    queueNotification: database.transaction(
      (input: { group: NotificationGroupRow | null; rows: readonly OutboxRow[] }): void => {
        if (input.group !== null) {
          const { channelId, key, state } = input.group;
          if (state === null)
            database
              .prepare('DELETE FROM notification_groups WHERE channel_id = ? AND key = ?')
              .run(channelId, key);
          else
            database
              .prepare(
                `INSERT INTO notification_groups VALUES (?, ?, ?)
                 ON CONFLICT (channel_id, key) DO UPDATE SET state = excluded.state`,
              )
              .run(channelId, key, JSON.stringify(state));
        }
        const add = database.prepare('INSERT INTO notification_outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
        for (const row of input.rows)
          add.run(
            row.id,
            row.channelId,
            row.key,
            JSON.stringify(row.body),
            row.attempts,
            row.nextMs,
            row.createdMs,
            row.lastError,
          );
      },
    ),
    retryNotification({ row }: { row: OutboxRow }): void {
      database
        .prepare('UPDATE notification_outbox SET attempts = ?, next_ms = ?, last_error = ? WHERE id = ?')
        .run(row.attempts, row.nextMs, row.lastError, row.id);
    },
    /** What was sent, or given up. */
    removeNotifications: database.transaction(({ ids }: { ids: readonly number[] }): void => {
      const remove = database.prepare('DELETE FROM notification_outbox WHERE id = ?');
      for (const id of ids) remove.run(id);
    }),
  };
}
