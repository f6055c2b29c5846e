import { readdirSync } from 'node:fs';
import {
  constants,
  monitorEventLoopDelay,
  performance,
  PerformanceObserver,
  type PerformanceEntry,
  type EventLoopUtilization,
} from 'node:perf_hooks';
import { HistogramFamily, type FamilySnapshot, type MetricDefinition } from '../../meters/index.ts';
import { GC_DURATION, PROCESS_METRICS } from './process-metrics.ts';

type ProcessMetric = keyof typeof PROCESS_METRICS;
type LoopFigures = Record<'lagMean' | 'lagP50' | 'lagP99' | 'lagMax' | 'utilization', number>;

const LAG_RESOLUTION_MS = 10;
const OPEN_FILES = '/proc/self/fd';
const GC_KINDS = new Map([
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
]);

/** Measures the process and the event loop of the main thread. */
export class ProcessMeter {
  readonly #startSeconds = (Date.now() - process.uptime() * 1000) / 1000;
  readonly #lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  readonly #pauses = new HistogramFamily(GC_DURATION);
  readonly #observer: PerformanceObserver;
  #utilization: EventLoopUtilization = performance.eventLoopUtilization();
  #interval: LoopFigures | null = null;

  constructor() {
    this.#lag.enable();
    this.#observer = new PerformanceObserver((list) => {
      for (const pause of list.getEntries()) {
        this.#pauses.observe([GC_KINDS.get(kindOf(pause)) ?? 'other'], pause.duration / 1000);
      }
    });
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** The figures of the event loop are from now on those of the interval that ends here, until the next ends. */
  endInterval(): void {
    this.#interval = this.#loopFigures();
    this.#utilization = performance.eventLoopUtilization();
    this.#lag.reset();
  }

  snapshot(): FamilySnapshot[] {
    const { user, system } = process.cpuUsage();
    const memory = process.memoryUsage();
    const values: Partial<Record<ProcessMetric, number | null>> = {
      cpu: (user + system) / 1e6,
      cpuUser: user / 1e6,
      cpuSystem: system / 1e6,
      startTime: this.#startSeconds,
      residentMemory: memory.rss,
      openFiles: openFiles(),
      heapUsed: memory.heapUsed,
      heapTotal: memory.heapTotal,
      externalMemory: memory.external,
      ...(this.#interval ?? this.#loopFigures()),
    };
    const families = Object.entries(PROCESS_METRICS).flatMap(([key, definition]) => {
      const value = values[key as ProcessMetric] ?? null;
      return value === null ? [] : [numberSnapshot(definition, value)];
    });
    return [...families, this.#pauses.snapshot()];
  }

  close(): void {
    this.#lag.disable();
    this.#observer.disconnect();
  }

  /** Since the last interval ended. The histogram counts the timer's own resolution in; what is beyond it is the delay. */
  #loopFigures(): LoopFigures {
    const seconds = (nanos: number) => Math.max(0, nanos / 1e9 - LAG_RESOLUTION_MS / 1000);
    const isEmpty = this.#lag.count === 0;
    return {
      lagMean: isEmpty ? 0 : seconds(this.#lag.mean),
      lagP50: isEmpty ? 0 : seconds(this.#lag.percentile(50)),
      lagP99: isEmpty ? 0 : seconds(this.#lag.percentile(99)),
      lagMax: isEmpty ? 0 : seconds(this.#lag.max),
      utilization: performance.eventLoopUtilization(this.#utilization).utilization,
    };
  }
}

function numberSnapshot({ name, type, help }: MetricDefinition, value: number): FamilySnapshot {
  return { definition: { name, type, help }, samples: [{ name, labels: {}, value, exemplar: null }] };
}

/** Node's types leave `detail` out. */
function kindOf(pause: PerformanceEntry): number {
  const { detail } = pause as PerformanceEntry & { detail?: { kind?: number } };
  return detail?.kind ?? 0;
}

/** Null where the system does not tell. */
function openFiles(): number | null {
  try {
    return readdirSync(OPEN_FILES).length;
  } catch {
    return null;
  }
}
