import type { HealthComponent } from './report.ts';

export type FactUnit = 'ratio' | 'ms' | 'seconds' | 'bytes' | 'count' | 'text';

/**
 * How a value becomes points. 100 at `good` and better, 79 at `degradedAt`, 49 at `unhealthyAt`, 0 as far beyond that as
 * `degradedAt` lies before it; between them on straight lines. Where `good` is the largest of the three, less is worse.
 */
export interface FactRule {
  readonly good: number;
  readonly degradedAt: number;
  readonly unhealthyAt: number;
}

interface FactDefinition {
  readonly component: HealthComponent;
  readonly label: string;
  readonly unit: FactUnit;
  /** Null: shown, and never counted by its value. */
  readonly rule: FactRule | null;
  /** Points never fall below it: alone it cannot make the component unhealthy. */
  readonly floor?: number;
  /** What helps when it is not well. */
  readonly remedy: string | null;
}

const GIB = 2 ** 30;
const rule = (good: number, degradedAt: number, unhealthyAt: number): FactRule => ({
  good,
  degradedAt,
  unhealthyAt,
});

/** Everything that checks find out, with the written rules of its points: docs/reference/health.md says the same. */
// prettier-ignore
export const FACTS = {
  cpu_machine: { component: 'system', label: 'CPU of the machine in use', unit: 'ratio', rule: rule(0.75, 0.9, 1.2), floor: 55,
    remedy: 'Find what else runs on this machine, or give the engine more cores.' },
  cpu_engine: { component: 'system', label: 'CPU that the engine uses, of one core', unit: 'ratio', rule: null, remedy: null },
  memory_available: { component: 'system', label: 'Memory available', unit: 'ratio', rule: rule(0.15, 0.08, 0.03),
    remedy: 'Give the machine more memory, or end what else uses it: the next allocation may fail.' },
  memory_engine: { component: 'system', label: 'Memory of the engine', unit: 'bytes', rule: null, remedy: null },
  heap_used: { component: 'system', label: 'Heap in use, of its limit', unit: 'ratio', rule: rule(0.6, 0.8, 0.95),
    remedy: 'Raise the heap with NODE_OPTIONS=--max-old-space-size, or lower how much is kept in memory.' },
  event_loop_p99: { component: 'system', label: 'Event-loop delay p99', unit: 'ms', rule: rule(40, 100, 500),
    remedy: 'Calls wait for the main thread. Give the engine a core of its own, and look for guards or bodies that are very large.' },
  disk_free: { component: 'system', label: 'Disk free where the databases are', unit: 'bytes', rule: rule(8 * GIB, 2 * GIB, 0.5 * GIB),
    remedy: 'Free the disk or lower the retention: when it is full, nothing more is recorded.' },

  writer_answer: { component: 'database', label: 'Writer thread answers in', unit: 'ms', rule: rule(150, 500, 3_000),
    remedy: 'The writer is busy or its disk is slow: send fewer spans at once, or move the data directory to a faster disk.' },
  readers_answer: { component: 'database', label: 'Slowest reader thread answers in', unit: 'ms', rule: rule(500, 2_000, 10_000), floor: 55,
    remedy: 'A query searches for long. Narrow its time range, or lower the query timeout.' },
  control_answer: { component: 'database', label: 'Control thread answers in', unit: 'ms', rule: rule(150, 500, 3_000),
    remedy: 'Changes of settings wait. Look at the disk that holds control.db.' },
  commit_p95: { component: 'database', label: 'Commit p95, 5 min', unit: 'ms', rule: rule(60, 250, 2_000),
    remedy: 'The disk is slow or shared. Move the data directory to a faster one.' },
  queue_fill: { component: 'database', label: 'Ingest queue full to', unit: 'ratio', rule: rule(0.25, 0.6, 0.95),
    remedy: 'Exporters send faster than the disk writes. Let them sample or batch more, or raise the ingest queue.' },
  refused_ingests: { component: 'database', label: 'OTLP requests refused, 5 min', unit: 'count', rule: rule(0, 1, 100), floor: 20,
    remedy: 'The ingest queue was full and exporters were told to retry. Raise it, or send less.' },
  dropped_exchanges: { component: 'database', label: 'Exchanges not recorded, 5 min', unit: 'count', rule: rule(0, 1, 50), floor: 20,
    remedy: 'Calls went through, but their traces were dropped since the writer did not keep up. Look at commit times and the disk.' },
  size_of_retention: { component: 'database', label: 'Trace database, of its limit', unit: 'ratio', rule: rule(1.02, 1.1, 1.5), floor: 55,
    remedy: 'Retention does not keep up. Lower what comes in, or raise the limit of the database.' },
  last_write_failure: { component: 'database', label: 'Last failed write', unit: 'text', rule: null,
    remedy: 'What was refused is not stored. Look at the log of the engine and at the disk.' },
  postgres: { component: 'database', label: 'PostgreSQL answers in', unit: 'ms', rule: rule(50, 250, 2_000), floor: 55,
    remedy: 'See that PostgreSQL runs, that DATABASE_URL names it, and that it lets this machine in.' },
  postgres_connections: { component: 'database', label: 'PostgreSQL connections, of its limit', unit: 'ratio', rule: rule(0.7, 0.85, 0.98), floor: 55,
    remedy: 'Close idle clients of PostgreSQL, or raise max_connections.' },
  postgres_version: { component: 'database', label: 'PostgreSQL', unit: 'text', rule: null, remedy: null },

  providers_configured: { component: 'providers', label: 'Providers configured', unit: 'count', rule: null, remedy: null },
  provider_failures: { component: 'providers', label: 'Attempts failed, 5 min', unit: 'ratio', rule: rule(0.05, 0.2, 0.6),
    remedy: 'Look at its failed calls, at the status page of the provider and at its key; a route with a second target keeps calls going.' },
  provider_breakers: { component: 'providers', label: 'Breakers open, of its targets', unit: 'ratio', rule: rule(0, 0.2, 1),
    remedy: 'Calls pass it by until a probe succeeds. Give its routes another target, or mend the provider.' },

  redis: { component: 'caches', label: 'Redis answers PING in', unit: 'ms', rule: rule(10, 60, 250), floor: 40,
    remedy: 'See that Redis runs and that REDIS_URL names it. Until then this engine counts limits by itself.' },
  redis_backend: { component: 'caches', label: 'Limits are counted in', unit: 'text', rule: null, remedy: null },
  idempotency_fill: { component: 'caches', label: 'Idempotent answers, of their memory', unit: 'ratio', rule: rule(1, 1.2, 2), floor: 55,
    remedy: 'Answers under way hold more than the cache may keep. They are let go when they end.' },
  idempotency_answers: { component: 'caches', label: 'Idempotent answers kept', unit: 'count', rule: null, remedy: null },
  idempotency_hits: { component: 'caches', label: 'Repeated keys, of all keys', unit: 'ratio', rule: null, remedy: null },
  cache_hits: { component: 'caches', label: 'Hits', unit: 'ratio', rule: null, remedy: null },

  metrics_answer: { component: 'monitoring', label: 'Series thread answers in', unit: 'ms', rule: rule(250, 1_000, 5_000), floor: 20,
    remedy: 'A query over many series runs, or the disk is slow. Narrow the panels that ask for most.' },
  collection_age: { component: 'monitoring', label: 'Last collection of own metrics, in intervals', unit: 'count', rule: rule(1.5, 3, 10), floor: 30,
    remedy: 'The engine is too busy to count itself. Look at CPU and event-loop delay.' },
  series_fill: { component: 'monitoring', label: 'Series, of their limit', unit: 'ratio', rule: rule(0.75, 0.9, 1.05), floor: 40,
    remedy: 'Find the label with the most values and leave it out, or raise the limit of series.' },
  series_refused: { component: 'monitoring', label: 'Series refused, 5 min', unit: 'count', rule: rule(0, 1, 1_000), floor: 55,
    remedy: 'New series are not stored while the limit is reached: find the label that has too many values.' },
  otlp_door: { component: 'monitoring', label: 'OTLP door accepts in', unit: 'ms', rule: rule(250, 1_000, 5_000), floor: 20,
    remedy: 'Exporters cannot send. Look at the log of the engine for the reason.' },

  gateway_calls: { component: 'ai_service', label: 'Calls, 5 min', unit: 'count', rule: null, remedy: null },
  gateway_success: { component: 'ai_service', label: 'Calls answered whole, 5 min', unit: 'ratio', rule: rule(0.99, 0.95, 0.7),
    remedy: 'Look at the failed calls of the last minutes; their spans name the attempts and why each failed.' },
  gateway_p95: { component: 'ai_service', label: 'Call latency p95, 5 min', unit: 'ms', rule: rule(15_000, 30_000, 120_000), floor: 55,
    remedy: 'Models answer slowly. Try a faster target in the route, or set time limits.' },
  gateway_overhead_p95: { component: 'ai_service', label: 'Gateway overhead p95, 5 min', unit: 'ms', rule: rule(25, 150, 1_000), floor: 30,
    remedy: 'Look at the stages of a slow call: its span says what each cost.' },
  places_fill: { component: 'ai_service', label: 'Waiting calls, of the fullest queue', unit: 'ratio', rule: rule(0.25, 0.6, 0.98),
    remedy: 'More calls come than places are free. Raise the limit of calls at once, or let callers come slower.' },
  places_waiting: { component: 'ai_service', label: 'Calls that wait for a place', unit: 'count', rule: null, remedy: null },

  scrape_age: { component: 'monitoring_integration', label: 'Last scrape of /metrics', unit: 'seconds', rule: rule(120, 300, 1_800), floor: 55,
    remedy: 'The Prometheus that used to scrape this engine has stopped: look at its targets page.' },
  remote_source: { component: 'monitoring_integration', label: 'Remote Prometheus answers in', unit: 'ms', rule: rule(1_000, 3_000, 15_000), floor: 55,
    remedy: 'See that the address of the source is right and that its Prometheus runs.' },
  notifications_waiting: { component: 'monitoring_integration', label: 'Notifications that wait', unit: 'count', rule: rule(5, 20, 500), floor: 30,
    remedy: 'Alerts are not delivered. Test the channel on the Alerts page.' },
  notification_failure: { component: 'monitoring_integration', label: 'Last failed notification', unit: 'text', rule: null,
    remedy: 'A channel refused an alert. Test it on the Alerts page.' },
  otlp_in: { component: 'monitoring_integration', label: 'Last telemetry from an application', unit: 'seconds', rule: null, remedy: null },

  check: { component: 'system', label: 'Check', unit: 'text', rule: null,
    remedy: 'The check itself did not come to an end; what it looks at may hang. Look at the log of the engine.' },
} as const satisfies Record<string, FactDefinition>;

export type FactName = keyof typeof FACTS;

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A value as people read it. */
export function formatFact(unit: FactUnit, value: number): string {
  if (unit === 'ratio') return value > 0 && value < 0.001 ? '<0.1 %' : `${round(value * 100)} %`;
  if (unit === 'bytes') {
    const power = Math.max(0, Math.min(4, Math.floor(Math.log2(Math.max(1, value)) / 10)));
    return `${round(value / 2 ** (10 * power))} ${BYTE_UNITS[power] ?? 'B'}`;
  }
  if (unit === 'ms') return value < 1_000 ? `${round(value)} ms` : `${round(value / 1_000)} s`;
  if (unit === 'seconds') {
    if (value < 120) return `${round(value)} s`;
    return value < 7_200 ? `${round(value / 60)} min` : `${round(value / 3_600)} h`;
  }
  return String(round(value));
}

/** Three digits, more only of large whole numbers. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
