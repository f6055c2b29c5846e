import type { ProviderDialect } from '../../../shared/provider.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** One of the user's upstreams as it is stored. */
export interface ProviderRow {
  readonly name: string;
  readonly dialect: ProviderDialect;
  readonly baseUrl: string;
  /** The API key, sealed by core/secrets; null: the provider needs none. */
  readonly sealedKey: Uint8Array | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** A remote Prometheus as it is stored. */
export interface MetricSourceRow {
  readonly name: string;
  readonly url: string;
  /** The bearer token, sealed by core/secrets; null: it needs none. */
  readonly sealedToken: Uint8Array | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** An API key as it is stored: its SHA-256, never itself. */
export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  /** The first characters of the key, by which people recognise it. */
  readonly prefix: string;
  /** SHA-256 of the whole key, in hex. */
  readonly hash: string;
  readonly org: string;
  readonly workspace: string | null;
  readonly user: string | null;
  readonly scopes: readonly string[];
  /** ISO 8601, UTC, like the other times. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** What a model name leads to, as it is stored; core/routing knows what a definition holds. */
export interface RouteRow {
  readonly model: string;
  readonly definition: JsonValue;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** Which calls an override is for; null: not said. */
export interface FlagScopeRow {
  readonly org: string | null;
  readonly workspace: string | null;
  readonly user: string | null;
  readonly model: string | null;
}

/** One override of a feature flag. */
export interface FeatureFlagRow {
  readonly flag: string;
  readonly scope: FlagScopeRow;
  readonly value: boolean;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** A change of an override as the audit log has it; null: there was, or is, none. */
export interface FeatureFlagChange {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly flag: string;
  readonly scope: JsonValue;
  readonly from: boolean | null;
  readonly to: boolean | null;
}

/** One subject's use of a budget as it is stored, in nano-dollars. */
export interface BudgetUseRow {
  readonly budgetId: string;
  readonly subject: string;
  /** Milliseconds since 1970; 0 for a budget without windows. */
  readonly windowStart: number;
  readonly spent: bigint;
  /** Reserved for calls under way, or ahead of them: counted as spent if the engine does not end in order. */
  readonly held: bigint;
}

/** Who changes something; `detail` is what an auditor needs to know of it and never holds a secret. */
export interface Change {
  readonly actor: string;
  readonly detail?: JsonValue;
}

/** One entry of the audit log. */
export interface EventLog {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: JsonValue;
}

/** How a guard is set, as it is stored; core/guardrails knows what settings hold. */
export interface GuardRow {
  readonly guard: string;
  readonly settings: JsonValue;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  readonly changedBy: string;
}

/** A version of a dashboard as it is stored; core/dashboards knows what a model holds. */
export interface DashboardVersionRow {
  readonly version: number;
  readonly model: JsonValue;
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly savedBy: string;
}

/** A dashboard in its latest version. */
export interface DashboardRow extends DashboardVersionRow {
  readonly id: string;
  readonly createdAt: string;
}

/** Something that was said to have been brought out. */
export interface DeployRow {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly title: string;
  readonly detail: string;
}

/** A load test as it is stored; core/load knows what it holds. */
export interface LoadRunRow {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly summary: JsonValue;
  /** Plan and result, compressed. */
  readonly content: Uint8Array;
}
