import { SignalboxError } from '../../shared/errors.ts';
import type { NewProvider, Provider } from '../../shared/provider.ts';
import type { Log } from '../log.ts';
import { registerSecret, type SecretBox, type SecretContext } from '../secrets/index.ts';
import type { ControlStore, ProviderRow } from '../store/control/index.ts';
import { normalBaseUrl } from './api-address.ts';
import type { UpstreamSettings, UpstreamSource } from './upstream-source.ts';

interface Entry {
  readonly settings: UpstreamSettings;
  readonly createdAt: string;
}

interface Parts {
  readonly store: Pick<ControlStore, 'providers' | 'addProvider' | 'removeProvider'>;
  readonly secrets: SecretBox;
  readonly log: Log;
}

/** The user's upstreams: in memory with opened keys for calls, in control.db with sealed ones. */
export class ProviderRegistry implements UpstreamSource {
  readonly #parts: Parts;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A key that cannot be opened any more is logged, and its provider shown as one without a key. */
  static async open(parts: Parts): Promise<ProviderRegistry> {
    const registry = new ProviderRegistry(parts);
    for (const row of await parts.store.providers()) registry.#remember(row, registry.#openKey(row));
    return registry;
  }

  /** In the order in which they were added. */
  list(): Provider[] {
    return [...this.#entries.values()].map(toProvider);
  }

  get(name: string): UpstreamSettings | undefined {
    return this.#entries.get(name)?.settings;
  }

  /**
   * Seals the key, stores the provider and shows it to new calls.
   * @throws SignalboxError PROVIDER_EXISTS, SECRET_STORE_MISSING, BODY_INVALID
   */
  async add(provider: NewProvider, actor: string): Promise<Provider> {
    const { name, dialect, apiKey = '' } = provider;
    if (this.#entries.has(name)) throw new SignalboxError('PROVIDER_EXISTS', { name });
    const baseUrl = normalBaseUrl(provider.baseUrl);
    registerSecret(apiKey);
    const sealedKey = apiKey === '' ? null : this.#parts.secrets.seal(apiKey, keyOf(name));
    const row: ProviderRow = { name, dialect, baseUrl, sealedKey, createdAt: new Date().toISOString() };
    const detail = { dialect, baseUrl, hasKey: sealedKey !== null };
    await this.#parts.store.addProvider(row, { actor, detail });
    const entry = this.#remember(row, apiKey === '' ? null : apiKey);
    this.#announce();
    return toProvider(entry);
  }

  /** @throws SignalboxError PROVIDER_NOT_FOUND */
  async remove(name: string, actor: string): Promise<void> {
    await this.#parts.store.removeProvider(name, { actor });
    this.#entries.delete(name);
    this.#announce();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #remember({ name, dialect, baseUrl, createdAt }: ProviderRow, apiKey: string | null): Entry {
    const entry: Entry = { settings: { name, dialect, baseUrl, apiKey }, createdAt };
    this.#entries.set(name, entry);
    return entry;
  }

  #openKey({ name, sealedKey }: ProviderRow): string | null {
    if (sealedKey === null) return null;
    try {
      const apiKey = this.#parts.secrets.open(sealedKey, keyOf(name));
      registerSecret(apiKey);
      return apiKey;
    } catch (cause) {
      this.#parts.log.error('The key of a provider cannot be opened; enter it again.', {
        provider: name,
        cause,
      });
      return null;
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function keyOf(name: string): SecretContext {
  return { record: name, field: 'provider.api_key' };
}

function toProvider({ settings: { name, dialect, baseUrl, apiKey }, createdAt }: Entry): Provider {
  return { name, dialect, baseUrl, hasKey: apiKey !== null, createdAt };
}
