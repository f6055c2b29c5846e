import { Pool } from 'undici';
import {
  Schedule,
  type LoadMeasurement,
  type LoadPlan,
  type LoadSnapshot,
  type ThresholdResult,
} from '../../shared/load/index.ts';
import { call, type CallOutcome } from './call.ts';
import { startClosedModel } from './closed-model.ts';
import { startOpenModel } from './open-model.ts';
import type { Pacer, Start } from './pacer.ts';
import type { PreparedTemplate } from './prepared-request.ts';
import { RunClock } from './run-clock.ts';
import { createChoice } from './seeded-choice.ts';
import { Tally } from './tally.ts';
import { ThresholdWatch } from './threshold-watch.ts';
import { Timeline } from './timeline.ts';
import { toMeasurement } from './measurement.ts';

const SNAPSHOT_MS = 1000;
/** Parts of a run that comparisons draw from. */
const SLICES = 20;

export interface GeneratorOptions {
  readonly plan: LoadPlan;
  readonly templates: readonly PreparedTemplate[];
  /** Base of all paths. */
  readonly url: string;
  /** Sent with every call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly onSnapshot: (snapshot: LoadSnapshot) => void;
  /** Ends the run early: calls that are under way are given up. */
  readonly signal: AbortSignal;
}

export interface GeneratorResult {
  readonly measurement: LoadMeasurement;
  /** Null: it ran to its end. */
  readonly stopped: 'aborted' | ThresholdResult | null;
}

/** Runs a plan from its warm-up to its last answer. Rejects only for faults of its own, never for those of the target. */
export async function runLoad(options: GeneratorOptions): Promise<GeneratorResult> {
  const run = new Run(options);
  try {
    return await run.whole();
  } finally {
    await run.close();
  }
}

class Run {
  readonly #options: GeneratorOptions;
  readonly #pool: Pool;
  readonly #choose: ReturnType<typeof createChoice>;
  readonly #schedule: Schedule;
  readonly #clock: RunClock;
  readonly #total: Tally;
  #second: Tally;
  readonly #slices: Tally[];
  readonly #timeline = new Timeline();
  readonly #thresholds: ThresholdWatch;
  /** The calls under way. A set, because thousands of listeners on one signal are slow. */
  readonly #calls = new Set<AbortController>();
  #hasGivenUp = false;
  #pacer: Pacer | null = null;
  #number = 0;
  #warmUp = 0;
  #abandoned = 0;
  #lastEndMs = 0;
  #failedThreshold: ThresholdResult | null = null;

  constructor(options: GeneratorOptions) {
    const { plan, templates, url } = options;
    const names = templates.map(({ name }) => name);
    this.#options = options;
    this.#schedule = new Schedule(plan.shape);
    this.#clock = new RunClock(plan, this.#schedule);
    this.#choose = createChoice(templates, plan.seed);
    this.#total = new Tally(names);
    this.#second = new Tally([]);
    this.#slices = Array.from({ length: SLICES }, () => new Tally([]));
    this.#thresholds = new ThresholdWatch(plan.thresholds);
    this.#pool = new Pool(url, {
      connections: Math.min(plan.limits.maxInFlight, 4096),
      pipelining: 1,
      // The run's own limit of time is the only one.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: plan.limits.timeoutMs },
    });
  }

  async whole(): Promise<GeneratorResult> {
    const { signal } = this.#options;
    const startedAt = new Date();
    const stop = () => this.#stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (!signal.aborted) await this.#warm();
      const cpuBefore = process.cpuUsage();
      if (!signal.aborted) await this.#measure();
      const cpu = process.cpuUsage(cpuBefore);
      const measurement = this.#measurement(startedAt, cpu);
      return { measurement, stopped: this.#failedThreshold ?? (signal.aborted ? 'aborted' : null) };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Calls of the warm-up may still be under way when the measured part begins; they count nowhere. */
  async #warm(): Promise<void> {
    const { seconds, schedule } = this.#clock.warmUp;
    if (seconds === 0) return;
    const ticker = setInterval(() => this.#snapshot(), SNAPSHOT_MS);
    const pacer = this.#start(schedule, this.#clock.startMs, (dueMs) => this.#call(dueMs, false));
    try {
      await Promise.race([
        this.#clock.untilOrigin(this.#options.signal),
        pacer.ended.then(() => this.#clock.untilOrigin(this.#options.signal)),
      ]);
    } finally {
      clearInterval(ticker);
      pacer.stop();
    }
  }

  async #measure(): Promise<void> {
    this.#clock.begin();
    this.#second = new Tally([]);
    const ticker = setInterval(() => this.#snapshot(), SNAPSHOT_MS);
    this.#start(this.#schedule, this.#clock.originMs, (dueMs) => this.#call(dueMs, true));
    try {
      await this.#pacer?.ended;
    } finally {
      clearInterval(ticker);
    }
    this.#snapshot();
  }

  #start(schedule: Schedule, originMs: number, start: Start): Pacer {
    const { shape, limits } = this.#options.plan;
    const isCounted = schedule === this.#schedule;
    const common = { schedule, originMs, start, maxStarts: limits.maxRequests };
    const pacer =
      shape.model === 'closed'
        ? startClosedModel({ ...common, thinkMs: shape.thinkMs })
        : startOpenModel({
            ...common,
            maxInFlight: limits.maxInFlight,
            patienceMs: limits.timeoutMs,
            onDropped: () => {
              if (isCounted) for (const tally of [this.#total, this.#second]) tally.dropped += 1;
            },
          });
    this.#pacer = pacer;
    return pacer;
  }

  async #call(dueMs: number, isCounted: boolean): Promise<void> {
    const { template, request } = this.#choose();
    const lagMs = Math.max(0, performance.now() - dueMs);
    this.#second.start(lagMs);
    if (isCounted) this.#total.start(lagMs);
    else this.#warmUp += 1;
    const outcome = await call({
      pool: this.#pool,
      request,
      headers: this.#options.headers,
      number: this.#number++,
      timeoutMs: this.#options.plan.limits.timeoutMs,
      running: this.#calls,
    });
    if (isCounted) this.#count(template, dueMs, outcome);
    else if (!this.#clock.isMeasuring) this.#second.end(template, dueMs, outcome);
  }

  #count(template: number, dueMs: number, outcome: CallOutcome): void {
    // One that this generator broke off says nothing about the target.
    if (this.#hasGivenUp && outcome.failure?.kind === 'connection') {
      this.#abandoned += 1;
      return;
    }
    this.#lastEndMs = outcome.endedMs;
    const slice = this.#slices[this.#clock.sliceOf(dueMs, SLICES)];
    for (const tally of [this.#total, this.#second]) tally.end(template, dueMs, outcome);
    if (outcome.failure === null) slice?.latency.record(outcome.endedMs - dueMs);
  }

  #snapshot(): void {
    const second = this.#second;
    this.#second = new Tally([]);
    const snapshot = this.#clock.snapshot({
      second,
      total: this.#total,
      inFlight: this.#pacer?.inFlight ?? 0,
      waiting: this.#pacer?.waiting ?? 0,
    });
    this.#timeline.add(snapshot);
    this.#options.onSnapshot(snapshot);
    const failed = this.#thresholds.failedEarly(this.#total, this.#clock.measuredSeconds);
    if (failed === null || this.#failedThreshold !== null) return;
    this.#failedThreshold = failed;
    this.#stop();
  }

  #stop(): void {
    this.#hasGivenUp = true;
    this.#pacer?.stop();
    for (const call of this.#calls) call.abort();
  }

  #measurement(startedAt: Date, cpu: NodeJS.CpuUsage): LoadMeasurement {
    const { signal, plan } = this.#options;
    const isCut = this.#total.started >= plan.limits.maxRequests;
    const endedEarly = signal.aborted || this.#failedThreshold !== null || isCut;
    const measuredMs = this.#clock.measuredMs(this.#lastEndMs, endedEarly);
    return toMeasurement({
      startedAt,
      total: this.#total,
      slices: this.#slices.map(({ latency }) => latency),
      measuredMs,
      asked: this.#pacer?.asked() ?? 0,
      askedMs: Math.min(measuredMs, this.#schedule.seconds * 1000),
      isOpen: plan.shape.model === 'open',
      warmUp: this.#warmUp,
      abandoned: this.#abandoned,
      timeline: this.#timeline.points(),
      thresholds: this.#thresholds.results(this.#total, measuredMs / 1000, this.#failedThreshold),
      generatorCpu: measuredMs === 0 ? 0 : (cpu.user + cpu.system) / 1000 / measuredMs,
    });
  }
}
