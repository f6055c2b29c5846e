import type { Log } from '../log.ts';
import { DEFAULT_TIMEOUTS, HttpUpstream } from './http-upstream.ts';
import type { Upstream } from './upstream.ts';
import type { UpstreamTimeouts } from './upstream-failure.ts';
import type { UpstreamSettings, UpstreamSource } from './upstream-source.ts';

const LIST_TIMEOUT_MS = 10_000;
/** How often providers that have not listed their models yet are asked again. */
const RETRY_MS = 60_000;

interface Entry {
  upstream: HttpUpstream;
  /** Models that the provider lists; null until it has answered. */
  models: readonly string[] | null;
  /** The listing under way. */
  listing: Promise<void> | null;
}

export interface ListedModel {
  provider: string;
  model: string;
}

/**
 * The user's upstreams with their kept connections and the models each lists. Follows the provider registry; the
 * lists are fetched when a provider is added, never while a call waits.
 */
export class UpstreamDirectory {
  readonly #source: UpstreamSource;
  readonly #timeouts: UpstreamTimeouts;
  readonly #log: Log;
  readonly #entries = new Map<string, Entry>();
  readonly #stopListening: () => void;
  readonly #retries: NodeJS.Timeout;
  readonly #stopped = new AbortController();

  constructor(options: { source: UpstreamSource; log: Log; timeouts?: UpstreamTimeouts }) {
    this.#source = options.source;
    this.#log = options.log;
    this.#timeouts = options.timeouts ?? DEFAULT_TIMEOUTS;
    this.#stopListening = options.source.onChange(() => this.#follow());
    this.#follow();
    this.#retries = setInterval(() => void this.refresh(), RETRY_MS).unref();
  }

  get(name: string): Upstream | undefined {
    return this.#entries.get(name)?.upstream;
  }

  /** The first of the user's providers that lists the model. */
  withModel(model: string): Upstream | undefined {
    for (const { upstream, models } of this.#entries.values()) {
      if (models?.includes(model) === true) return upstream;
    }
    return undefined;
  }

  models(): ListedModel[] {
    return [...this.#entries].flatMap(([provider, { models }]) =>
      (models ?? []).map((model) => ({ provider, model })),
    );
  }

  /** Asks again those providers whose list is not known. Resolves when all have answered or failed. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => this.#list(entry)));
  }

  /** Lets running calls finish, then closes the connections. */
  async close(): Promise<void> {
    this.#stopListening();
    clearInterval(this.#retries);
    this.#stopped.abort();
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(({ upstream }) => upstream.close()));
  }

  #follow(): void {
    const wanted = new Map<string, UpstreamSettings>();
    for (const { name } of this.#source.list()) {
      const settings = this.#source.get(name);
      if (settings !== undefined) wanted.set(name, settings);
    }
    for (const [name, { upstream }] of this.#entries) {
      if (isSame(upstream.settings, wanted.get(name))) continue;
      this.#entries.delete(name);
      upstream
        .close()
        .catch((cause: unknown) => this.#log.warn('An upstream did not close.', { name, cause }));
    }
    for (const [name, settings] of wanted) {
      if (this.#entries.has(name)) continue;
      const upstream = new HttpUpstream(settings, this.#timeouts);
      const entry: Entry = { upstream, models: null, listing: null };
      this.#entries.set(name, entry);
      void this.#list(entry);
    }
  }

  #list(entry: Entry): Promise<void> {
    if (entry.models !== null) return Promise.resolve();
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(LIST_TIMEOUT_MS)]);
    entry.listing ??= entry.upstream
      .listModels(signal)
      .then((models) => void (entry.models = models))
      .catch((cause: unknown) => {
        const provider = entry.upstream.provider;
        if (!this.#stopped.signal.aborted) {
          this.#log.warn('The models of a provider could not be listed.', { provider, cause });
        }
      })
      .finally(() => (entry.listing = null));
    return entry.listing;
  }
}

function isSame(a: UpstreamSettings, b: UpstreamSettings | undefined): boolean {
  return a.name === b?.name && a.baseUrl === b.baseUrl && a.apiKey === b.apiKey && a.dialect === b.dialect;
}
