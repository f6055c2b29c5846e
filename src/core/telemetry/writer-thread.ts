import { workerData } from 'node:worker_threads';
import { loadCatalogue } from '../cost/index.ts';
import {
  closeTelemetryDatabase,
  openTelemetryDatabase,
  Retention,
  SpanWriter,
  writeFailure,
  type RetentionLimits,
} from '../store/index.ts';
import type { LogRecord } from '../store/logs/log-record.ts';
import type { StoredSpan } from '../store/span-record.ts';
import type { FamilySnapshot } from '../meters/index.ts';
import { GroupCommit, serveThread, UpkeepTimer } from '../threads/index.ts';
import { decodeLogs, decodeTraces } from './otlp/index.ts';
import { StoreMeter } from './store-meter.ts';
import { toStoredSpan } from './stored-span.ts';
import type { OtlpEncoding } from './telemetry.ts';

export interface WriterSettings {
  path: string;
  /** Where an imported price catalogue is kept. */
  dataDir: string;
  priceOverridesPath: string | undefined;
  retention: RetentionLimits;
  maxPages: number | undefined;
}

export interface WriterAnswer {
  accepted: number;
  rejected: number;
  message: string | null;
  /** The change counter after the commit. */
  sequence: number;
  /** Why retention could not delete since the last answer; null when all is well. */
  retentionFailure: string | null;
}

export type WriterOperations = {
  /** @throws SignalboxError OTLP_MALFORMED, STORE_WRITE_FAILED */
  ingest: (input: { body: Uint8Array; encoding: OtlpEncoding }) => Promise<WriterAnswer>;
  /** @throws SignalboxError OTLP_MALFORMED, STORE_WRITE_FAILED */
  ingestLogs: (input: { body: Uint8Array; encoding: OtlpEncoding }) => Promise<WriterAnswer>;
  /** @throws SignalboxError STORE_WRITE_FAILED */
  record: (spans: StoredSpan[]) => Promise<WriterAnswer>;
  /** After another price catalogue came into force. @throws SignalboxError CONFIG_INVALID */
  reloadPrices: () => void;
  /** What was counted since the start. */
  meters: () => FamilySnapshot[];
  close: () => void;
};

/** What one export or one call brings. */
interface Rows {
  readonly spans?: readonly StoredSpan[];
  readonly logs?: readonly LogRecord[];
}

/** Spans and logs of one transaction, and for how long the first of them may wait. */
const TRANSACTION_LIMITS = { maxSize: 4_000, maxWaitMs: 5 };
/** Of deleting what is beyond the limits: ingest has the thread for itself in between. */
const RETENTION_PACE = { checkMs: 60_000, pauseMs: 20 };

/**
 * The one writer of telemetry.db. It decodes by itself: to take decoded spans over from another thread costs it what
 * decoding costs (6 us a span to read a clone of one, 6 us to decode it and find its facts).
 */
await serveThread<WriterOperations>(() => {
  const settings = workerData as WriterSettings;
  let catalogue = loadCatalogue(settings.priceOverridesPath, settings.dataDir);
  const db = openTelemetryDatabase(settings.path, { maxPages: settings.maxPages });
  const meter = new StoreMeter();
  const writer = new SpanWriter(db, { onCalls: (calls) => meter.countCalls(calls) });
  const commits = new GroupCommit<Rows, number>({
    commit: (jobs) => {
      const from = performance.now();
      const spans = jobs.flatMap((job) => job.spans ?? []);
      const logs = jobs.flatMap((job) => job.logs ?? []);
      const sequence = writer.write(spans, logs);
      meter.countCommit((performance.now() - from) / 1000);
      return jobs.map(() => sequence);
    },
    sizeOf: ({ spans, logs }) => (spans?.length ?? 0) + (logs?.length ?? 0),
    ...TRANSACTION_LIMITS,
    failureOf: writeFailure,
  });
  const expiry = new Retention(db, settings.retention, writer);
  const retention = new UpkeepTimer(() => expiry.slice(BigInt(Date.now()) * 1_000_000n), RETENTION_PACE);
  return {
    ingest: async ({ body, encoding }) => {
      const { spans, rejected, message } = decodeTraces(body, encoding);
      const stored = spans.map((span) => toStoredSpan(span, catalogue));
      const sequence = await commits.submit({ spans: stored });
      return {
        accepted: spans.length,
        rejected,
        message,
        sequence,
        retentionFailure: retention.takeFailure(),
      };
    },
    ingestLogs: async ({ body, encoding }) => {
      const { logs, rejected, message } = decodeLogs(body, encoding);
      const sequence = await commits.submit({ logs });
      return {
        accepted: logs.length,
        rejected,
        message,
        sequence,
        retentionFailure: retention.takeFailure(),
      };
    },
    record: async (spans) => {
      const sequence = await commits.submit({ spans });
      return {
        accepted: spans.length,
        rejected: 0,
        message: null,
        sequence,
        retentionFailure: retention.takeFailure(),
      };
    },
    reloadPrices: () => {
      catalogue = loadCatalogue(settings.priceOverridesPath, settings.dataDir);
    },
    meters: () => meter.snapshot(),
    close: () => {
      retention.stop();
      commits.flush();
      closeTelemetryDatabase(db);
    },
  };
});
