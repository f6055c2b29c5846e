export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** One of the user's upstreams as it is stored. */
export interface ProviderRow {
  readonly name: string;
  readonly dialect: 'openai';
  readonly baseUrl: string;
  /** The API key, sealed by core/secrets; null: the provider needs none. */
  readonly sealedKey: Uint8Array | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
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
