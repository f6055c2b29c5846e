import { z } from 'zod';
import { keyScopeSchema } from './caller.ts';

/** The longest name of an org, workspace or user. */
export const MAX_TENANT_NAME = 200;

/** The name of an org, workspace or user. They exist by being named; nothing has to be set up first. */
export const tenantNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TENANT_NAME)
  .regex(/^[^\p{Cc}]*$/u, 'no control characters');

export const newApiKeySchema = z.object({
  name: z.string().trim().min(1).max(100),
  org: tenantNameSchema.default('default'),
  workspace: tenantNameSchema.nullable().default(null),
  user: tenantNameSchema.nullable().default(null),
  scopes: z.array(keyScopeSchema).min(1).default(['gateway']),
  /** Null: it does not expire. */
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type NewApiKey = z.infer<typeof newApiKeySchema>;

export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the key, to recognise it by. */
  prefix: z.string(),
  org: z.string(),
  workspace: z.string().nullable(),
  user: z.string().nullable(),
  scopes: z.array(keyScopeSchema),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The one answer that holds the key itself; it cannot be read again. */
export const createdApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

/** Whether callers of the gateway and of the OTLP door need a key. */
export const accessSchema = z.object({
  /** Callers without a key are let in as the anonymous caller. */
  open: z.boolean(),
  /** Only doors bound to loopback can be open. */
  canBeOpen: z.boolean(),
});
export type Access = z.infer<typeof accessSchema>;
