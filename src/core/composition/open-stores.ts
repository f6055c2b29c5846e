import { join } from 'node:path';
import { LivePrices } from '../cost/index.ts';
import { Instruments } from '../metrics/instruments/index.ts';
import { Similarity } from '../similarity/index.ts';
import { openControlStore } from '../store/control/index.ts';
import { lockDataDirectory } from '../store/index.ts';
import { openTelemetry } from '../telemetry/index.ts';
import { VERSION } from '../version.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';

export async function openStores({ config, log, onCrash }: EngineOptions, onClose: OnClose) {
  const { dataDir } = config;
  const lock = lockDataDirectory(dataDir);
  onClose(() => lock.release());
  const instruments = new Instruments({ version: VERSION, log });
  onClose(() => instruments.close());
  const prices = new LivePrices({ dataDir, overridesPath: config.prices });
  const retention = { maxAgeDays: config.retentionDays, maxBytes: config.retentionBytes };
  const queueBytes = config.ingestQueueBytes;
  const telemetry = await openTelemetry({
    dataDir,
    log,
    retention,
    queueBytes,
    cataloguePath: config.prices,
    queryMilliseconds: config.queryTimeout * 1000,
    onQuery: (query, seconds) => instruments.observeQuery(query, seconds),
    onCrash,
  });
  onClose(() => telemetry.stop());
  const control = await openControlStore({ dataDir, onCrash });
  onClose(() => control.close());
  const similarity = await Similarity.open({
    store: control,
    telemetryPath: join(dataDir, 'telemetry.db'),
    keepsFingerprints: config.recordContent,
    log,
  });
  onClose(() => similarity.close());
  return { instruments, prices, retention, telemetry, control, similarity };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;
