import { z } from 'zod';

/**
 * What a key may do. `gateway`: call models. `ingest`: send spans to the OTLP door. `admin`: use REST, which
 * administers the whole deployment.
 */
export const keyScopeSchema = z.enum(['gateway', 'ingest', 'admin']);
export type KeyScope = z.infer<typeof keyScopeSchema>;

/** Whom a limit, budget, flag or policy can apply to: org > workspace > user. Null: not said. */
export interface TenantScope {
  readonly org: string | null;
  readonly workspace: string | null;
  readonly user: string | null;
}

/** Who calls. All null for the anonymous caller of the open local sandbox. */
export interface Caller extends TenantScope {
  readonly keyId: string | null;
  readonly keyName: string | null;
  readonly scopes: readonly KeyScope[] | null;
}

export const ANONYMOUS: Caller = {
  org: null,
  workspace: null,
  user: null,
  keyId: null,
  keyName: null,
  scopes: null,
};
