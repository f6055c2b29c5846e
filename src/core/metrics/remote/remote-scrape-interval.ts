import { DEFAULT_SCRAPE_MS, parseDuration } from '../../../shared/dashboard/index.ts';
import type { ScrapeInterval } from '../../../shared/metrics.ts';

const KEPT_MS = 10 * 60_000;
/** A server that did not say is asked again sooner: it may only have been starting. */
const KEPT_ASSUMED_MS = 60_000;
const TIMEOUT_MS = 5_000;
const ASSUMED: ScrapeInterval = { ms: DEFAULT_SCRAPE_MS, from: 'assumed' };

/**
 * How often a remote Prometheus takes samples: `global.scrape_interval` of its configuration, asked now and then. Servers that
 * keep their configuration to themselves, as Thanos and Mimir do, are taken to scrape every 30 seconds.
 */
export class RemoteScrapeInterval {
  readonly #configuration: (signal: AbortSignal) => Promise<string>;
  readonly #now: () => number;
  #known: { readonly untilMs: number; readonly interval: Promise<ScrapeInterval> } | null = null;

  constructor(configuration: (signal: AbortSignal) => Promise<string>, now: () => number = Date.now) {
    this.#configuration = configuration;
    this.#now = now;
  }

  /** Never rejects, and answers within five seconds. */
  read(): Promise<ScrapeInterval> {
    if (this.#known !== null && this.#now() < this.#known.untilMs) return this.#known.interval;
    const interval = this.#ask();
    this.#known = { untilMs: this.#now() + KEPT_MS, interval };
    void interval.then(({ from }) => {
      if (from === 'assumed') this.#known = { untilMs: this.#now() + KEPT_ASSUMED_MS, interval };
    });
    return interval;
  }

  async #ask(): Promise<ScrapeInterval> {
    try {
      const ms = scrapeIntervalIn(await this.#configuration(AbortSignal.timeout(TIMEOUT_MS)));
      return ms === null ? ASSUMED : { ms, from: 'server' };
    } catch {
      // Panels ask it for data next, and say then what is wrong with it.
      return ASSUMED;
    }
  }
}

/** Of the `global` part of a configuration of Prometheus as the server itself writes it, in milliseconds; null without one. */
export function scrapeIntervalIn(yaml: string): number | null {
  const global = /^global:[ \t]*((?:\n[ \t]+\S.*)*)/m.exec(yaml)?.[1] ?? '';
  const interval = /^[ \t]+scrape_interval:[ \t]*(\S+)[ \t]*$/m.exec(global)?.[1] ?? '';
  return parseDuration(interval.replace(/^(["'])(.*)\1$/, '$2'));
}
