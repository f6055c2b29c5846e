import type { ProviderDialect } from '../../shared/provider.ts';

/** An upstream that a user has added, with its opened key. Lives in memory only. */
export interface UpstreamSettings {
  readonly name: string;
  readonly dialect: ProviderDialect;
  readonly baseUrl: string;
  readonly apiKey: string | null;
}

/** The part of the provider registry that calls need: synchronous and in memory. */
export interface UpstreamSource {
  list(): readonly { readonly name: string }[];
  get(name: string): UpstreamSettings | undefined;
  /** Calls back after each change; returns how to stop that. */
  onChange(listener: () => void): () => void;
}
