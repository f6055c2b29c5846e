import { join } from 'node:path';
import { LivePrices } from '../cost/index.ts';
import { Instruments } from '../metrics/instruments/index.ts';
import { Similarity } from '../similarity/index.ts';
import { openControlStore } from '../store/control/index.ts';
import { lockDataDirectory } from '../store/index.ts';
import { openTelemetry } from '../telemetry/index.ts';
import { VERSION } from '../version.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import { openMetrics } from './open-metrics.ts';

export async function openStores(options: EngineOptions, onClose: OnClose) {
  const { config, log, onCrash } = options;
  const { dataDir } = config;
  const lock = lockDataDirectory(dataDir);
  onClose(() => lock.release());
  const instruments = new Instruments({ version: VERSION, log });
  onClose(() => instruments.close());
  const retention = { maxAgeDays: config.retentionDays, maxBytes: config.retentionBytes };
  const prices = new LivePrices({ dataDir, overridesPath: config.prices });
  const databases = [
    openSpans(options, retention, instruments, onClose),
    openControl({ dataDir, onCrash }, onClose),
    openMetrics(options, onClose),
  ] as const;
  // They need nothing of each other. When one cannot be opened, the others are, and then closed.
  await Promise.allSettled(databases);
  const [telemetry, control, metrics] = await Promise.all(databases);
  const similarity = await Similarity.open({
    store: control,
    telemetryPath: join(dataDir, 'telemetry.db'),
    keepsFingerprints: config.recordContent,
    log,
  });
  onClose(() => similarity.close());
  return { instruments, prices, retention, telemetry, control, metrics, similarity };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;

type TelemetryOptions = Parameters<typeof openTelemetry>[0];

async function openSpans(
  { config, log, onCrash }: EngineOptions,
  retention: TelemetryOptions['retention'],
  instruments: Instruments,
  onClose: OnClose,
) {
  const telemetry = await openTelemetry({
    dataDir: config.dataDir,
    log,
    retention,
    queueBytes: config.ingestQueueBytes,
    cataloguePath: config.prices,
    queryMilliseconds: config.queryTimeout * 1000,
    onQuery: (query, seconds) => instruments.observeQuery(query, seconds),
    onCrash,
  });
  onClose(() => telemetry.stop());
  return telemetry;
}

async function openControl(options: Parameters<typeof openControlStore>[0], onClose: OnClose) {
  const control = await openControlStore(options);
  onClose(() => control.close());
  return control;
}
