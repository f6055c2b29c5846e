import type { QueueStatistics } from '../../shared/health/index.ts';
import type { QueueFigures } from '../../shared/limits.ts';
import type { SeriesStoreFigures } from '../../shared/metrics.ts';
import type { TargetHealth } from '../../shared/route.ts';
import type { IngestStats } from '../telemetry/telemetry.ts';

/** How attempts to a target ended in the last minutes. */
export interface TargetOutcomes {
  /** `PROVIDER/MODEL` */
  readonly target: string;
  readonly calls: number;
  readonly failures: number;
}

/** Calls through the gateway in the last minutes; those that were refused or cancelled are not among them. */
export interface RecentCallFigures {
  readonly calls: number;
  readonly whole: number;
  /** Null where there were no calls. */
  readonly durationP95Ms: number | null;
  readonly overheadP95Ms: number | null;
}

export interface CacheFigures {
  readonly name: string;
  readonly hits: number;
  readonly misses: number;
}

/** What health looks at; the composition gives it. What is null is not configured. */
export interface HealthSources {
  readonly dataDir: string;
  readonly retentionBytes: number;
  readonly store: {
    /** Of the commits since about five minutes. */
    pingWriter(): Promise<{ commitP95Ms: number | null }>;
    pingReaders(): Promise<unknown>;
    pingControl(): Promise<unknown>;
    stats(): IngestStats;
    databaseBytes(): Promise<number>;
    lastWriteFailure(): { readonly atMs: number; readonly message: string } | null;
  };
  /** DATABASE_URL. */
  readonly databaseUrl: string | null;
  readonly providers: {
    names(): readonly string[];
    targets(): readonly TargetHealth[];
    outcomes(): readonly TargetOutcomes[];
  };
  readonly caches: {
    /** Null without REDIS_URL; rejects when Redis does not answer. */
    pingRedis(): Promise<void> | null;
    limitBackend(): 'memory' | 'redis' | 'fallback';
    idempotency(): {
      readonly answers: number;
      readonly bytes: number;
      readonly maxBytes: number;
      readonly hits: number;
      readonly misses: number;
    };
    others(): readonly CacheFigures[];
  };
  readonly monitoring: {
    seriesFigures(): Promise<SeriesStoreFigures>;
    /** Of the engine's own metrics. */
    lastCollection(): { readonly atMs: number | null; readonly intervalMs: number };
    /** Sends an empty export to the OTLP door. */
    sendEmptyExport(): Promise<void>;
  };
  readonly service: {
    recentCalls(): RecentCallFigures;
    queues(): readonly (QueueFigures & { readonly name: string; readonly capacity: number })[];
  };
  readonly integration: {
    lastScrapeMs(): number | null;
    remoteSources(): readonly { readonly name: string; readonly ping: () => Promise<unknown> }[];
    /** Null: no channel is configured. */
    notifications(): Promise<QueueStatistics['notifications'] | null>;
    lastTelemetryMs(): number | null;
  };
}
