import { z } from 'zod';

const labels = z.record(z.string(), z.string());

/** An alert as a channel is told of it. Times are milliseconds since 1970. */
export const toldAlertSchema = z.object({
  fingerprint: z.string(),
  labels,
  annotations: labels,
  value: z.string(),
  startsMs: z.number(),
  /** Null: it fires. */
  endsMs: z.number().nullable(),
});
export type ToldAlert = z.infer<typeof toldAlertSchema>;

/** What waits in the outbox. */
export const notificationSchema = z.object({
  groupKey: z.string(),
  groupLabels: labels,
  alerts: z.array(toldAlertSchema),
  isTest: z.boolean().default(false),
});
export type Notification = z.infer<typeof notificationSchema>;

/** What a channel remembers of a group of alerts. */
export const toldGroupSchema = z.object({
  labels,
  sinceMs: z.number(),
  /** When it was told last; null: never. */
  sentMs: z.number().nullable(),
  /** Alerts that it was told of as firing; of Alertmanager also those that ended a short while ago. */
  told: z.array(toldAlertSchema),
});
export type ToldGroup = z.infer<typeof toldGroupSchema>;

export function isResolved(notification: Notification): boolean {
  return notification.alerts.every(({ endsMs }) => endsMs !== null);
}
