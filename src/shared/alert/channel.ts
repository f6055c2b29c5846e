import { z } from 'zod';
import { labelNameSchema } from './rule.ts';
import { alertMatcherSchema } from './silence.ts';

const waitMs = (least: number) =>
  z
    .number()
    .int()
    .min(least)
    .max(31 * 86_400_000);

/** Where the person says that notifications go. Only http and https; no name and password in the address. */
export const notificationUrlSchema = z
  .string()
  .max(2_000)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  }, 'an http or https address without a user name');

export const channelKindSchema = z.enum(['desktop', 'webhook', 'alertmanager']);
export type ChannelKind = z.infer<typeof channelKindSchema>;

const common = {
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  /** Only alerts whose labels all of them match are sent here; none: every alert. */
  matchers: z.array(alertMatcherSchema).max(50).default([]),
  /** Alerts with the same values of these labels come in one notification. Alertmanager groups by itself. */
  groupBy: z.array(labelNameSchema).max(20).default(['alertname']),
  /** How long the first notification of a group waits for more alerts. */
  groupWaitMs: waitMs(0).default(10_000),
  /** How long the next waits after a change of the group. */
  groupIntervalMs: waitMs(1_000).default(300_000),
  /** After how long what still fires is told again. */
  repeatIntervalMs: waitMs(10_000).default(4 * 3_600_000),
  sendResolved: z.boolean().default(true),
};

export const newChannelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desktop'), ...common }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: notificationUrlSchema,
    /** Sent as a bearer; sealed where it is kept and never shown. Undefined: as it was. */
    token: z.string().max(4_000).nullable().optional(),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('alertmanager'),
    /** The base of its address, in front of /api/v2/alerts. */
    url: notificationUrlSchema,
    token: z.string().max(4_000).nullable().optional(),
    ...common,
  }),
]);
export type NewChannel = z.infer<typeof newChannelSchema>;

/** What a channel did since the engine started, and what waits in its outbox. */
export const channelFiguresSchema = z.object({
  waiting: z.number().int(),
  oldestAt: z.string().nullable(),
  nextTryAt: z.string().nullable(),
  sent: z.number().int(),
  failedTries: z.number().int(),
  /** Notifications that were given up because the outbox was full or the receiver refused them. */
  dropped: z.number().int(),
  lastSentAt: z.string().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
});
export type ChannelFigures = z.infer<typeof channelFiguresSchema>;

export const channelSchema = z.object({
  id: z.string(),
  kind: channelKindSchema,
  name: z.string(),
  enabled: z.boolean(),
  url: z.string().nullable(),
  hasToken: z.boolean(),
  matchers: z.array(alertMatcherSchema),
  groupBy: z.array(z.string()),
  groupWaitMs: z.number(),
  groupIntervalMs: z.number(),
  repeatIntervalMs: z.number(),
  sendResolved: z.boolean(),
  createdAt: z.string(),
  figures: channelFiguresSchema,
});
export type Channel = z.infer<typeof channelSchema>;

export const channelTestSchema = z.object({
  ok: z.boolean(),
  message: z.string(),
  milliseconds: z.number(),
});
export type ChannelTest = z.infer<typeof channelTestSchema>;

/** What the console shows as a notification of the desktop. */
export interface DesktopNotice {
  readonly id: number;
  readonly status: 'firing' | 'resolved' | 'test';
  readonly title: string;
  readonly text: string;
}
