import { randomBytes } from 'node:crypto';
import { apiKeySchema, type ApiKey, type CreatedApiKey, type NewApiKey } from '../../shared/api-key.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { Log } from '../log.ts';
import type { ApiKeyRow, ControlStore } from '../store/control/index.ts';
import { hashSecret, isWholeKey, newKeySecret, shownPrefix } from './key-secret.ts';

const TOUCH_INTERVAL_MS = 60_000;

/** A key as calls are checked against it. */
interface Entry {
  key: ApiKey;
  readonly expiresMs: number;
  /** When a call used it since the last time that was written down; 0 when none did. */
  usedMs: number;
}

interface Parts {
  readonly store: Pick<ControlStore, 'apiKeys' | 'addApiKey' | 'revokeApiKey' | 'touchApiKeys'>;
  readonly log: Log;
}

/** The API keys: in memory by their hash for calls, in control.db for good. The keys themselves are kept nowhere. */
export class KeyRegistry {
  readonly #parts: Parts;
  readonly #byHash = new Map<string, Entry>();
  readonly #timer: NodeJS.Timeout;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#writeUses(), TOUCH_INTERVAL_MS).unref();
  }

  static async open(parts: Parts): Promise<KeyRegistry> {
    const rows = await parts.store.apiKeys();
    const registry = new KeyRegistry(parts);
    for (const row of rows) registry.#remember(row);
    return registry;
  }

  /** In the order in which they were made, the revoked ones among them. */
  list(): ApiKey[] {
    return [...this.#byHash.values()].map(({ key, usedMs }) =>
      usedMs === 0 ? key : { ...key, lastUsedAt: new Date(usedMs).toISOString() },
    );
  }

  /** Makes a key and answers it, for the only time. It works from now on. */
  async create(wanted: NewApiKey, actor: string): Promise<CreatedApiKey> {
    const secret = newKeySecret();
    const { name, org, workspace, user } = wanted;
    const scopes = [...new Set(wanted.scopes)];
    const row: ApiKeyRow = {
      id: `key_${randomBytes(8).toString('hex')}`,
      name,
      prefix: shownPrefix(secret),
      hash: hashSecret(secret),
      org,
      workspace,
      user,
      scopes,
      createdAt: new Date().toISOString(),
      expiresAt: wanted.expiresAt === null ? null : new Date(wanted.expiresAt).toISOString(),
      lastUsedAt: null,
      revokedAt: null,
    };
    const detail = { name, org, workspace, user, scopes, expiresAt: row.expiresAt };
    await this.#parts.store.addApiKey(row, { actor, detail });
    return { key: this.#remember(row).key, secret };
  }

  /**
   * Calls with the key are refused from now on.
   * @throws SignalboxError KEY_NOT_FOUND
   */
  async revoke(id: string, actor: string): Promise<void> {
    const entry = [...this.#byHash.values()].find(({ key }) => key.id === id);
    const revokedAt = new Date().toISOString();
    const detail = { name: entry?.key.name ?? null };
    await this.#parts.store.revokeApiKey(id, revokedAt, { actor, detail });
    if (entry !== undefined) entry.key = { ...entry.key, revokedAt };
  }

  /**
   * The key that a caller brought, if it is good. Synchronous: one hash and one look-up.
   * @throws SignalboxError KEY_UNKNOWN, KEY_REVOKED, KEY_EXPIRED
   */
  check(secret: string, nowMs = Date.now()): ApiKey {
    const entry = isWholeKey(secret) ? this.#byHash.get(hashSecret(secret)) : undefined;
    if (entry === undefined) throw new SignalboxError('KEY_UNKNOWN');
    const { key, expiresMs } = entry;
    if (key.revokedAt !== null) throw new SignalboxError('KEY_REVOKED', { name: key.name });
    if (nowMs >= expiresMs) {
      throw new SignalboxError('KEY_EXPIRED', { name: key.name, at: key.expiresAt ?? '' });
    }
    entry.usedMs = nowMs;
    return key;
  }

  /** Writes down what was used last. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writeUses();
  }

  async #writeUses(): Promise<void> {
    const uses: { id: string; at: string }[] = [];
    for (const entry of this.#byHash.values()) {
      if (entry.usedMs === 0) continue;
      const at = new Date(entry.usedMs).toISOString();
      entry.key = { ...entry.key, lastUsedAt: at };
      entry.usedMs = 0;
      uses.push({ id: entry.key.id, at });
    }
    if (uses.length === 0) return;
    try {
      await this.#parts.store.touchApiKeys(uses);
    } catch (cause) {
      this.#parts.log.warn('When keys were last used could not be written.', { cause });
    }
  }

  #remember({ hash, ...row }: ApiKeyRow): Entry {
    const key = apiKeySchema.parse(row);
    const expiresMs = key.expiresAt === null ? Infinity : Date.parse(key.expiresAt);
    const entry: Entry = { key, expiresMs, usedMs: 0 };
    this.#byHash.set(hash, entry);
    return entry;
  }
}
