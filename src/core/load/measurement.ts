import type { LoadMeasurement, LoadSnapshot, ThresholdResult } from '../../shared/load/index.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import type { Tally } from './tally.ts';

interface Measured {
  readonly startedAt: Date;
  readonly total: Tally;
  readonly slices: readonly LatencyHistogram[];
  readonly measuredMs: number;
  readonly asked: number;
  /** How long the plan wanted calls started. */
  readonly askedMs: number;
  readonly isOpen: boolean;
  readonly warmUp: number;
  readonly abandoned: number;
  readonly timeline: LoadSnapshot[];
  readonly thresholds: ThresholdResult[];
  readonly generatorCpu: number;
}

/** What a run is said to have measured, from what it counted. */
export function toMeasurement(measured: Measured): LoadMeasurement {
  const { startedAt, total, slices, measuredMs, asked, isOpen, warmUp, abandoned } = measured;
  const { timeline, thresholds, generatorCpu } = measured;
  const perSecond = (count: number) => (measuredMs === 0 ? 0 : (count * 1000) / measuredMs);
  const { started, completed, errors, dropped, late, inputTokens, outputTokens, told } = total;
  return {
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    measuredMs,
    totals: { asked, started, completed, errors, dropped, late, warmUp, abandoned },
    askedRate: isOpen && measured.askedMs > 0 ? (asked * 1000) / measured.askedMs : null,
    rate: perSecond(completed),
    errorRate: completed === 0 ? 0 : errors / completed,
    droppedRate: started + dropped === 0 ? 0 : dropped / (started + dropped),
    latency: total.latency.distribution(),
    serviceTime: total.serviceTime.distribution(),
    ttft: where(total.ttft),
    gap: where(total.gap),
    tokensPerSecond: where(total.tokensPerSecond),
    lag: total.lag.distribution(),
    templates: total.templates(),
    errors: total.failures(),
    usage: { inputTokens, outputTokens, told },
    thresholds,
    timeline,
    histograms: { latency: total.latency.encode(), slices: slices.map((slice) => slice.encode()) },
    generatorCpu,
  };
}

function where(histogram: LatencyHistogram) {
  return histogram.count === 0 ? null : histogram.distribution();
}
