import { z } from 'zod';

export const alertMatcherSchema = z.strictObject({
  name: z.string().min(1).max(200),
  operator: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(4_000),
});
export type AlertMatcher = z.infer<typeof alertMatcherSchema>;

export const newSilenceSchema = z
  .strictObject({
    /** An alert is silenced when all of them match its labels. */
    matchers: z.array(alertMatcherSchema).min(1).max(50),
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
    author: z.string().trim().min(1).max(200),
    comment: z.string().trim().min(1).max(2_000),
  })
  .refine(({ startsAt, endsAt }) => Date.parse(endsAt) > Date.parse(startsAt), {
    message: 'a silence ends after it starts',
    path: ['endsAt'],
  });
export type NewSilence = z.infer<typeof newSilenceSchema>;

export const silenceSchema = z.object({
  id: z.string(),
  matchers: z.array(alertMatcherSchema),
  startsAt: z.string(),
  endsAt: z.string(),
  author: z.string(),
  comment: z.string(),
  createdAt: z.string(),
});
export type Silence = z.infer<typeof silenceSchema>;

export type SilenceState = 'pending' | 'active' | 'expired';

export function silenceState({ startsAt, endsAt }: Silence, nowMs: number): SilenceState {
  if (Date.parse(endsAt) <= nowMs) return 'expired';
  return Date.parse(startsAt) > nowMs ? 'pending' : 'active';
}
