import type {
  LoadError,
  LoadMeasurement,
  Statistic,
  Threshold,
  ThresholdSeries,
} from '../../shared/load/index.ts';
import type { CallFailure, CallOutcome } from './call.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/** A start this much after it was due is late. */
export const LATE_MS = 20;
/** Kinds of errors that are told apart; the rest count under the last one's kind. */
const MOST_ERRORS = 50;

interface TemplateTally {
  readonly name: string;
  readonly latency: LatencyHistogram;
  completed: number;
  errors: number;
}

/** What has been counted of a run, or of one second of it. */
export class Tally {
  readonly latency = new LatencyHistogram();
  readonly serviceTime = new LatencyHistogram();
  readonly ttft = new LatencyHistogram();
  readonly gap = new LatencyHistogram();
  readonly tokensPerSecond = new LatencyHistogram();
  readonly lag = new LatencyHistogram();
  started = 0;
  completed = 0;
  errors = 0;
  dropped = 0;
  late = 0;
  inputTokens = 0;
  outputTokens = 0;
  told = 0;
  readonly #templates: readonly TemplateTally[];
  readonly #failures = new Map<string, LoadError>();

  constructor(templates: readonly string[]) {
    this.#templates = templates.map((name) => ({
      name,
      latency: new LatencyHistogram(),
      completed: 0,
      errors: 0,
    }));
  }

  start(lagMs: number): void {
    this.started += 1;
    this.lag.record(lagMs);
    if (lagMs > LATE_MS) this.late += 1;
  }

  /** @param dueMs when the call should have started */
  end(template: number, dueMs: number, outcome: CallOutcome): void {
    const { failure, endedMs, sentMs, firstPieceMs, gaps, usage } = outcome;
    const own = this.#templates[template];
    this.completed += 1;
    if (own !== undefined) own.completed += 1;
    if (failure !== null) {
      this.errors += 1;
      if (own !== undefined) own.errors += 1;
      this.#fail(failure);
      return;
    }
    this.latency.record(endedMs - dueMs);
    this.serviceTime.record(endedMs - sentMs);
    own?.latency.record(endedMs - dueMs);
    if (firstPieceMs !== null) {
      this.ttft.record(firstPieceMs - dueMs);
      const streamedMs = endedMs - firstPieceMs;
      // One token has no speed.
      if (usage.output !== null && usage.output > 1 && streamedMs > 0)
        this.tokensPerSecond.record(((usage.output - 1) * 1000) / streamedMs);
    }
    for (const gap of gaps) this.gap.record(gap);
    if (usage.input !== null || usage.output !== null) this.told += 1;
    this.inputTokens += usage.input ?? 0;
    this.outputTokens += usage.output ?? 0;
  }

  /** The most frequent first. */
  failures(): LoadError[] {
    return [...this.#failures.values()].sort((a, b) => b.count - a.count);
  }

  templates(): LoadMeasurement['templates'] {
    return this.#templates.map(({ name, completed, errors, latency }) => {
      const { count, mean, max, percentiles } = latency.distribution();
      return { name, completed, errors, latency: { count, mean, max, percentiles } };
    });
  }

  /** What a threshold is about; null when nothing was measured of it. @param seconds measured so far */
  valueOf({ metric }: Threshold, seconds: number): number | null {
    if (metric.kind === 'statistic') return statisticOf(this.#series(metric.series), metric.statistic);
    switch (metric.count) {
      case 'errors':
        return this.errors;
      case 'dropped':
        return this.dropped;
      case 'requests':
        return this.completed;
      case 'rps':
        return seconds === 0 ? null : this.completed / seconds;
      case 'error_rate':
        return this.completed === 0 ? null : this.errors / this.completed;
      case 'dropped_rate':
        return shareOf(this.dropped, this.started + this.dropped);
    }
  }

  #series(series: ThresholdSeries): LatencyHistogram {
    if (series === 'tps') return this.tokensPerSecond;
    return this[series];
  }

  #fail({ kind, status, code, message }: CallFailure): void {
    const key = this.#failures.size < MOST_ERRORS ? `${kind} ${status} ${code}` : `${kind} ${status}`;
    const known = this.#failures.get(key);
    if (known === undefined) this.#failures.set(key, { kind, status, code, count: 1, example: message });
    else known.count += 1;
  }
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function statisticOf(histogram: LatencyHistogram, statistic: Statistic): number | null {
  if (histogram.count === 0) return null;
  if (statistic === 'avg') return histogram.mean;
  return typeof statistic === 'string' ? histogram[statistic] : histogram.at(statistic.percentile);
}
