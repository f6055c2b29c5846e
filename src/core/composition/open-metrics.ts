import { openMetrics as openSeries } from '../metrics/index.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';

/** The series store. */
export async function openMetrics({ config, log, onCrash }: EngineOptions, onClose: OnClose) {
  const metrics = await openSeries({
    dataDir: config.dataDir,
    queueBytes: config.ingestQueueBytes,
    ages: {
      rawDays: config.metricsRawDays,
      fiveMinuteDays: config.metricsFiveMinuteDays,
      retentionDays: config.metricsRetentionDays,
    },
    limits: { maxSeries: config.metricsSeriesLimit, maxSeriesPerMetric: config.metricsSeriesPerMetric },
    querySeconds: config.queryTimeout,
    log,
    onCrash,
  });
  onClose(() => metrics.stop());
  return metrics;
}
