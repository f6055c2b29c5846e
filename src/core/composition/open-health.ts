import type { QueueStatistics } from '../../shared/health/index.ts';
import type { FamilySnapshot } from '../meters/index.ts';
import { answerCheckFigures } from '../guardrails/structured-output/index.ts';
import { Health, openProbes, queueStatistics, RecentP95, type HealthSources } from '../health/index.ts';
import type { HealthAdministration } from '../http/console/services.ts';
import type { Limits } from '../limits/index.ts';
import { VERSION } from '../version.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { OpenedAlerts } from './open-alerts.ts';
import type { OpenedMetricSources } from './open-metric-sources.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';
import type { Tenants } from './open-tenants.ts';
import type { TrafficDoors } from './open-traffic-doors.ts';

const COMMIT_METRIC = 'signalbox_database_commit_duration_seconds';

type Parts = Stores &
  Providers &
  Tenants &
  TrafficDoors &
  OpenedAlerts &
  OpenedMetricSources & { token: string };

/** Watches the engine by what its parts say of themselves. */
export function openHealth(
  { config, log }: EngineOptions,
  parts: Parts,
  onClose: OnClose,
): { health: HealthAdministration } {
  const startedAt = new Date();
  const sources = healthSources(config, parts);
  const opened = openProbes(sources);
  onClose(() => opened.close());
  const health = new Health({
    probes: opened.probes,
    store: parts.control.health,
    checkMs: config.healthInterval * 1000,
    historyLimit: config.healthHistory,
    log,
  });
  onClose(() => health.close());
  observe(health, parts.instruments);
  return {
    health: Object.assign(health, {
      queues: () => queueStatistics(sources),
      status: async () => ({
        version: VERSION,
        startedAt: startedAt.toISOString(),
        uptimeSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
        intervalSeconds: health.checkMs / 1000,
        health: await health.current(),
        queues: await queueStatistics(sources),
        history: {
          records: await health.recordCount(),
          limit: health.historyRhythm.limit,
          intervalSeconds: health.historyRhythm.intervalMs / 1000,
        },
      }),
    }),
  };
}

export type OpenedHealth = ReturnType<typeof openHealth>;

function observe(health: Health, instruments: Stores['instruments']): void {
  instruments.onCollect((set) => {
    const { latest } = health;
    if (latest === null) return;
    set('healthScore', [], latest.score);
    for (const { component, score } of latest.components) {
      if (score !== null) set('healthComponentScore', [component], score);
    }
  });
}

function healthSources(config: EngineOptions['config'], parts: Parts): HealthSources {
  const { telemetry, control, limits, providers, resilience, outcomes, idempotentAnswers, metrics } = parts;
  const commits = new RecentP95();
  let collectedMs: number | null = null;
  parts.instruments.onCollect(() => void (collectedMs = Date.now()));
  return {
    dataDir: config.dataDir,
    retentionBytes: config.retentionBytes,
    databaseUrl: config.databaseUrl ?? null,
    store: {
      pingWriter: async () => ({ commitP95Ms: commits.look(commitBuckets(await telemetry.meters())) }),
      // Each goes to the reader with the fewest waiting, so that both are asked.
      pingReaders: () => Promise.all([telemetry.queries.size(), telemetry.queries.size()]),
      pingControl: () => control.setting('health'),
      stats: () => telemetry.stats(),
      databaseBytes: async () => (await telemetry.queries.size()).bytes,
      lastWriteFailure: () => telemetry.activity().lastWriteFailure,
    },
    providers: {
      names: () => providers.list().map(({ name }) => name),
      targets: () => resilience.health(),
      outcomes: () => outcomes.all(),
    },
    caches: {
      pingRedis: () => limits.pingRedis(),
      limitBackend: () => limits.backend,
      idempotency: () => idempotentAnswers.figures(),
      others: () => [{ name: 'Compiled JSON schemas', ...answerCheckFigures() }],
    },
    monitoring: {
      seriesFigures: () => metrics.figures(),
      lastCollection: () => ({ atMs: collectedMs, intervalMs: config.metricsInterval }),
      sendEmptyExport: () => sendEmptyExport(parts.otlp.url, parts.token),
    },
    service: { recentCalls: () => parts.recentCalls.figures(), queues: () => queuesOf(limits) },
    integration: {
      lastScrapeMs: () => parts.instruments.lastScrapeMs,
      remoteSources: () => parts.metricSources.list().map(({ name }) => pingSource(parts, name)),
      notifications: () => Promise.resolve(notificationsOf(parts.alerts)),
      lastTelemetryMs: () => telemetry.activity().lastIngestMs,
    },
  };
}

function commitBuckets(families: readonly FamilySnapshot[]): Map<number, number> {
  const commits = families.find(({ definition }) => definition.name === COMMIT_METRIC);
  const buckets = (commits?.samples ?? []).flatMap(({ labels: { le }, value }): [number, number][] =>
    le === undefined ? [] : [[le === '+Inf' ? Infinity : Number(le), value]],
  );
  return new Map(buckets);
}

function queuesOf(limits: Limits) {
  return limits
    .overview()
    .limits.flatMap(({ limit, queue }) =>
      limit.metric === 'concurrency' && queue !== null
        ? [{ ...queue, name: limit.subject ?? limit.scope, capacity: limit.queueSize }]
        : [],
    );
}

function pingSource({ metricSources }: OpenedMetricSources, name: string) {
  const ask = () => metricSources.queriesOf(name).instant({ expr: 'vector(1)', atMs: Date.now() });
  return { name, ping: ask };
}

function notificationsOf({ notifier }: OpenedAlerts['alerts']): QueueStatistics['notifications'] | null {
  // Those of the desktop wait for nobody.
  const channels = notifier.list().filter(({ kind }) => kind !== 'desktop');
  if (channels.length === 0) return null;
  const sum = (of: (figures: (typeof channels)[number]['figures']) => number) =>
    channels.reduce((total, { figures }) => total + of(figures), 0);
  return {
    waiting: sum(({ waiting }) => waiting),
    sent: sum(({ sent }) => sent),
    failed: sum(({ failedTries }) => failedTries),
    dropped: sum(({ dropped }) => dropped),
    lastFailure: channels.map(({ figures }) => figures.lastError).find((error) => error !== null) ?? null,
  };
}

async function sendEmptyExport(url: string, token: string): Promise<void> {
  const answer = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(5_000),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}
