import { SignalboxError } from '../../../shared/errors.ts';
import {
  LOCAL_SOURCE,
  type MetricSource,
  type NewMetricSource,
  type ScrapeInterval,
} from '../../../shared/metrics.ts';
import type { Log } from '../../log.ts';
import { registerSecret, type SecretBox, type SecretContext } from '../../secrets/index.ts';
import type { ControlStore, MetricSourceRow } from '../../store/control/index.ts';
import type { MetricQueries } from '../metrics.ts';
import { RemotePrometheus } from './remote-prometheus.ts';
import { RemoteScrapeInterval } from './remote-scrape-interval.ts';

export interface MetricSourcesParts {
  readonly local: MetricQueries;
  /** Milliseconds between the engine's own samples: METRICS_UPDATE_INTERVAL. */
  readonly localScrapeMs: number;
  readonly store: Pick<ControlStore, 'metricSources' | 'addMetricSource' | 'removeMetricSource'>;
  readonly secrets: SecretBox;
  readonly log: Log;
}

interface Entry {
  readonly source: MetricSource;
  readonly queries: RemotePrometheus;
  readonly scrapeInterval: RemoteScrapeInterval;
}

/** Whom a question about metrics can go to: the local store, and each remote Prometheus by its name. */
export class MetricSources {
  readonly #parts: MetricSourcesParts;
  readonly #remotes = new Map<string, Entry>();

  private constructor(parts: MetricSourcesParts) {
    this.#parts = parts;
  }

  /** A token that cannot be opened any more is logged, and its source shown as one without a token. */
  static async open(parts: MetricSourcesParts): Promise<MetricSources> {
    const sources = new MetricSources(parts);
    for (const row of await parts.store.metricSources()) sources.#remember(row, sources.#openToken(row));
    return sources;
  }

  /** The remote ones, in the order in which they were added. */
  list(): MetricSource[] {
    return [...this.#remotes.values()].map(({ source }) => source);
  }

  /** @throws SignalboxError METRIC_SOURCE_NOT_FOUND */
  queriesOf(name: string): MetricQueries {
    return isLocal(name) ? this.#parts.local : this.#remote(name).queries;
  }

  /** @throws SignalboxError METRIC_SOURCE_NOT_FOUND */
  async scrapeIntervalOf(name: string): Promise<ScrapeInterval> {
    return isLocal(name)
      ? { ms: this.#parts.localScrapeMs, from: 'setting' }
      : this.#remote(name).scrapeInterval.read();
  }

  /** @throws SignalboxError METRIC_SOURCE_EXISTS, SECRET_STORE_MISSING, BODY_INVALID */
  async add({ name, url, bearerToken }: NewMetricSource, actor: string): Promise<MetricSource> {
    if (this.#remotes.has(name)) throw new SignalboxError('METRIC_SOURCE_EXISTS', { name });
    const address = normalUrl(url);
    if (bearerToken !== undefined) registerSecret(bearerToken);
    const sealedToken =
      bearerToken === undefined ? null : this.#parts.secrets.seal(bearerToken, tokenOf(name));
    const row: MetricSourceRow = { name, url: address, sealedToken, createdAt: new Date().toISOString() };
    const detail = { url: address, hasToken: sealedToken !== null };
    await this.#parts.store.addMetricSource(row, { actor, detail });
    return this.#remember(row, bearerToken ?? null);
  }

  /** @throws SignalboxError METRIC_SOURCE_NOT_FOUND */
  async remove(name: string, actor: string): Promise<void> {
    await this.#parts.store.removeMetricSource(name, { actor });
    this.#remotes.delete(name);
  }

  /**
   * Asks a Prometheus that need not be stored for its version.
   * @throws SignalboxError METRIC_SOURCE_FAILED, BODY_INVALID
   */
  async test({ name, url, bearerToken }: NewMetricSource): Promise<{ version: string }> {
    if (bearerToken !== undefined) registerSecret(bearerToken);
    const remote = new RemotePrometheus({ name, url: normalUrl(url), token: bearerToken ?? null });
    return { version: await remote.version() };
  }

  #remember({ name, url, createdAt }: MetricSourceRow, token: string | null): MetricSource {
    const source: MetricSource = { name, url, hasToken: token !== null, createdAt };
    const queries = new RemotePrometheus({ name, url, token });
    const scrapeInterval = new RemoteScrapeInterval((signal) => queries.configuration({ signal }));
    this.#remotes.set(name, { source, queries, scrapeInterval });
    return source;
  }

  #remote(name: string): Entry {
    const entry = this.#remotes.get(name);
    if (entry === undefined) throw new SignalboxError('METRIC_SOURCE_NOT_FOUND', { name });
    return entry;
  }

  #openToken({ name, sealedToken }: MetricSourceRow): string | null {
    if (sealedToken === null) return null;
    try {
      const token = this.#parts.secrets.open(sealedToken, tokenOf(name));
      registerSecret(token);
      return token;
    } catch (cause) {
      this.#parts.log.error('The token of a source of metrics cannot be opened; add the source again.', {
        source: name,
        cause,
      });
      return null;
    }
  }
}

function isLocal(name: string): boolean {
  return name === LOCAL_SOURCE || name === '';
}

function tokenOf(name: string): SecretContext {
  return { record: name, field: 'metric_source.token' };
}

/** Without a slash at its end; a path before `/api/v1` is kept. */
function normalUrl(text: string): string {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new SignalboxError('BODY_INVALID', {
      reason: 'the address must not hold a password; use the token',
    });
  if (url.search !== '' || url.hash !== '')
    throw new SignalboxError('BODY_INVALID', { reason: 'the address must end with its path' });
  return url.href.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}
