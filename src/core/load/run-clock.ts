import { setTimeout as delay } from 'node:timers/promises';
import { Schedule, type LoadPlan, type LoadSnapshot } from '../../shared/load/index.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import type { Tally } from './tally.ts';

/** Where a run is in time: warm-up, measured part, and what follows until the last answer. */
export class RunClock {
  readonly startMs = performance.now();
  readonly warmUp: { readonly seconds: number; readonly schedule: Schedule };
  /** When the measured part begins. */
  originMs: number;
  readonly #plan: LoadPlan;
  readonly #schedule: Schedule;
  isMeasuring = false;
  #lastSnapshotMs = this.startMs;

  constructor(plan: LoadPlan, schedule: Schedule) {
    const { start, stages } = plan.shape;
    // A ramp that begins at nothing is warmed up with where it leads.
    const level = start > 0 ? start : (stages.find(({ target }) => target > 0)?.target ?? 0);
    const seconds = plan.warmUpSeconds;
    this.#plan = plan;
    this.#schedule = schedule;
    this.warmUp = {
      seconds,
      schedule: new Schedule({ start: level, stages: [{ seconds: Math.max(seconds, 1), target: level }] }),
    };
    this.originMs = this.startMs + seconds * 1000;
  }

  begin(): void {
    this.originMs = performance.now();
    this.#lastSnapshotMs = this.originMs;
    this.isMeasuring = true;
  }

  async untilOrigin(signal: AbortSignal): Promise<void> {
    const millis = Math.max(0, this.originMs - performance.now());
    await delay(millis, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }

  get measuredSeconds(): number {
    return this.isMeasuring ? (performance.now() - this.originMs) / 1000 : 0;
  }

  /**
   * Until the schedule ends, or the last answer where that is later; of a run that ended early, until now.
   * @param lastEndMs when the last call ended; 0 when none did
   */
  measuredMs(lastEndMs: number, endedEarly: boolean): number {
    if (!this.isMeasuring) return 0;
    const plannedMs = this.#schedule.seconds * 1000;
    const sinceMs = performance.now() - this.originMs;
    return Math.max(endedEarly ? Math.min(plannedMs, sinceMs) : plannedMs, lastEndMs - this.originMs);
  }

  sliceOf(dueMs: number, slices: number): number {
    const share = (dueMs - this.originMs) / (this.#schedule.seconds * 1000);
    return Math.min(slices - 1, Math.max(0, Math.floor(share * slices)));
  }

  snapshot(of: { second: Tally; total: Tally; inFlight: number; waiting: number }): LoadSnapshot {
    const { second, total, inFlight, waiting } = of;
    const now = performance.now();
    const lasted = Math.max(0.001, (now - this.#lastSnapshotMs) / 1000);
    this.#lastSnapshotMs = now;
    const atSeconds = (now - this.originMs) / 1000;
    const wanted = this.isMeasuring ? this.#schedule.rateAt(atSeconds) : this.warmUp.schedule.rateAt(0);
    const isOpen = this.#plan.shape.model === 'open';
    return {
      phase: !this.isMeasuring ? 'warm_up' : atSeconds <= this.#schedule.seconds ? 'measuring' : 'draining',
      atMs: Math.round(now - this.originMs),
      askedRate: isOpen ? wanted : null,
      users: isOpen ? null : Math.round(wanted),
      startedRate: second.started / lasted,
      rate: second.completed / lasted,
      errorRate: second.completed === 0 ? 0 : second.errors / second.completed,
      inFlight,
      waiting,
      latency: summaryOf(second.latency),
      ttftP95: second.ttft.count === 0 ? null : second.ttft.at(95),
      lagP99: second.lag.count === 0 ? null : second.lag.at(99),
      totals: {
        started: total.started,
        completed: total.completed,
        errors: total.errors,
        dropped: total.dropped,
        late: total.late,
      },
    };
  }
}

function summaryOf(latency: LatencyHistogram): LoadSnapshot['latency'] {
  if (latency.count === 0) return null;
  return { p50: latency.at(50), p95: latency.at(95), p99: latency.at(99), max: latency.max };
}
