import type { AlertEvent, HistoryQuestion, Silence } from '../../../shared/alert/index.ts';
import type { ThreadClient } from '../../threads/index.ts';
import type { ControlOperations } from './control-operations.ts';
import type { Change, JsonValue } from './control-records.ts';
import type { ChannelRow, NotificationGroupRow, OutboxRow } from './notification-operations.ts';
import type { DocumentRow, SavedDocument } from './versioned-documents.ts';

/** Alerts in control.db. */
export interface AlertStore {
  /** Those of people, by name. */
  ruleGroups(): Promise<DocumentRow[]>;
  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND, ALERT_GROUP_EXISTS, ALERT_GROUP_CHANGED */
  saveRuleGroup(document: SavedDocument): Promise<void>;
  /** @throws SignalboxError ALERT_GROUP_NOT_FOUND */
  removeRuleGroup(id: string, change: Change): Promise<void>;
  slos(): Promise<DocumentRow[]>;
  /** @throws SignalboxError SLO_NOT_FOUND, SLO_EXISTS, SLO_CHANGED */
  saveSlo(document: SavedDocument): Promise<void>;
  /** @throws SignalboxError SLO_NOT_FOUND */
  removeSlo(id: string, change: Change): Promise<void>;
  alertStates(): Promise<{ groupId: string; state: JsonValue }[]>;
  /** The states of a group's alerts (null: it is gone) with their changes, of which the newest `keep` are kept. */
  saveAlertState(
    groupId: string,
    state: JsonValue | null,
    events: readonly Omit<AlertEvent, 'id'>[],
    keep: number,
  ): Promise<void>;
  /** Newest first. */
  alertHistory(question: HistoryQuestion): Promise<AlertEvent[]>;
  silences(): Promise<Silence[]>;
  saveSilence(silence: Silence, action: 'add' | 'change' | 'end', change: Change): Promise<void>;
  /** @throws SignalboxError SILENCE_NOT_FOUND */
  removeSilences(ids: readonly string[]): Promise<void>;
  notificationChannels(): Promise<ChannelRow[]>;
  /** @throws SignalboxError CHANNEL_EXISTS */
  saveNotificationChannel(row: ChannelRow, change: Change): Promise<void>;
  /** With all that waits for it. @throws SignalboxError CHANNEL_NOT_FOUND */
  removeNotificationChannel(id: string, change: Change): Promise<void>;
  notificationGroups(): Promise<NotificationGroupRow[]>;
  /** The oldest first. */
  notificationOutbox(): Promise<OutboxRow[]>;
  /** On disk when it resolves: what is to be told, and the memory of having told it. */
  queueNotification(group: NotificationGroupRow | null, rows: readonly OutboxRow[]): Promise<void>;
  retryNotification(row: OutboxRow): Promise<void>;
  removeNotifications(ids: readonly number[]): Promise<void>;
}

export function alertStore(thread: ThreadClient<ControlOperations>): AlertStore {
  return {
    ruleGroups: () => thread.call('ruleGroups', undefined),
    saveRuleGroup: (document) => thread.call('saveRuleGroup', document),
    removeRuleGroup: (id, change) => thread.call('removeRuleGroup', { id, change }),
    slos: () => thread.call('slos', undefined),
    saveSlo: (document) => thread.call('saveSlo', document),
    removeSlo: (id, change) => thread.call('removeSlo', { id, change }),
    alertStates: () => thread.call('alertStates', undefined),
    saveAlertState: (groupId, state, events, keep) =>
      thread.call('saveAlertState', { groupId, state, events, keep }),
    alertHistory: (question) => thread.call('alertHistory', question),
    silences: () => thread.call('silences', undefined),
    saveSilence: (silence, action, change) => thread.call('saveSilence', { silence, action, change }),
    removeSilences: (ids) => thread.call('removeSilences', { ids }),
    notificationChannels: () => thread.call('notificationChannels', undefined),
    saveNotificationChannel: (row, change) => thread.call('saveNotificationChannel', { row, change }),
    removeNotificationChannel: (id, change) => thread.call('removeNotificationChannel', { id, change }),
    notificationGroups: () => thread.call('notificationGroups', undefined),
    notificationOutbox: () => thread.call('notificationOutbox', undefined),
    queueNotification: (group, rows) => thread.call('queueNotification', { group, rows }),
    retryNotification: (row) => thread.call('retryNotification', { row }),
    removeNotifications: (ids) => thread.call('removeNotifications', { ids }),
  };
}
