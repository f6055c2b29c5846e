import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../../shared/errors.ts';
import {
  Schedule,
  type LoadComparison,
  type LoadEstimate,
  type LoadLive,
  type LoadObservation,
  type LoadPlan,
  type LoadRun,
  type LoadRunSummary,
} from '../../shared/load/index.ts';
import type { Log } from '../log.ts';
import type { TraceQueries } from '../telemetry/telemetry.ts';
import { compareRuns } from './compare-runs.ts';
import { watchEngine } from './engine-watch.ts';
import { checkCost, estimate, type FindAnswerer } from './estimate.ts';
import { outcomeOf } from './finished-run.ts';
import { startGenerator, type RunningGenerator } from './generator-process.ts';
import type { GeneratorResult } from './generator.ts';
import { observeRun } from './observe-run.ts';
import { prepareTemplate, type PreparedTemplate } from './prepared-request.ts';
import { recordedRequests, type RecordedTemplate } from './recorded-requests.ts';
import type { RunArchive } from './run-archive.ts';
import { gatewayHeaders, resolveTarget, sessionOf } from './target.ts';
import { Timeline } from './timeline.ts';

export interface LoadTestsOptions {
  readonly archive: RunArchive;
  readonly gatewayUrl: () => string;
  /** With which the gateway lets the calls in. */
  readonly token: string;
  readonly queries: Pick<TraceQueries, 'list' | 'traceJson' | 'span' | 'session'>;
  readonly findAnswerer: FindAnswerer;
  readonly log: Log;
}

interface Running {
  summary: LoadRunSummary;
  readonly plan: LoadPlan;
  readonly session: string | null;
  readonly timeline: Timeline;
  readonly generator: RunningGenerator;
  /** Until it has ended and is kept. */
  ended: Promise<void>;
}

/** How long a run that is asked to stop may take before its process is ended. */
const STOP_PATIENCE_MS = 5000;

/** The load tests of a deployment: one at a time, each to its end whoever looks at it, kept when it has ended. */
export class LoadTests {
  readonly #options: LoadTestsOptions;
  readonly #listeners = new Set<() => void>();
  #running: Running | null = null;
  #isStarting = false;

  constructor(options: LoadTestsOptions) {
    this.#options = options;
  }

  /**
   * @throws SignalboxError LOAD_TEST_RUNNING, LOAD_HOST_NOT_CONFIRMED, LOAD_COST_NOT_CONFIRMED, LOAD_NOTHING_RECORDED,
   * FILTER_INVALID
   */
  async start(plan: LoadPlan, actor: string): Promise<LoadRunSummary> {
    if (this.#running !== null || this.#isStarting) throw new SignalboxError('LOAD_TEST_RUNNING');
    this.#isStarting = true;
    try {
      return await this.#begin(plan, actor);
    } finally {
      this.#isStarting = false;
    }
  }

  /** Ends the run that is under way; what it measured is kept. @throws SignalboxError LOAD_TEST_NOT_FOUND */
  async stop(id: string): Promise<LoadRunSummary> {
    const running = this.#running;
    if (running?.summary.id !== id) return this.#options.archive.summary(id);
    running.generator.stop();
    const timer = setTimeout(() => running.generator.kill(), STOP_PATIENCE_MS);
    await running.ended.finally(() => clearTimeout(timer));
    return this.#options.archive.summary(id);
  }

  /** Newest first. */
  list(): LoadRunSummary[] {
    const kept = this.#options.archive.list();
    return this.#running === null ? kept : [this.#running.summary, ...kept];
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND */
  async get(id: string): Promise<LoadRun> {
    const running = this.#running;
    if (running?.summary.id !== id) return this.#options.archive.read(id);
    const { summary, plan, session } = running;
    return { ...summary, plan, session, measurement: null, observation: null };
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND */
  live(id: string): LoadLive {
    const running = this.#running;
    if (running?.summary.id !== id)
      return { summary: this.#options.archive.summary(id), timeline: [], plannedMs: 0 };
    const { summary, timeline, plan } = running;
    const plannedMs = (plan.warmUpSeconds + new Schedule(plan.shape).seconds) * 1000;
    return { summary, timeline: timeline.points(), plannedMs };
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND, LOAD_TEST_RUNNING */
  async remove(id: string): Promise<void> {
    if (this.#running?.summary.id === id) throw new SignalboxError('LOAD_TEST_RUNNING');
    await this.#options.archive.remove(id);
    this.#changed();
  }

  /** @throws SignalboxError LOAD_TEST_NOT_FOUND, LOAD_TEST_WITHOUT_RESULT */
  async compare(baseId: string, otherId: string): Promise<LoadComparison> {
    return compareRuns(await this.get(baseId), await this.get(otherId));
  }

  estimate(plan: LoadPlan): LoadEstimate {
    return estimate(plan, this.#options.findAnswerer);
  }

  /** Recorded exchanges as requests. @throws SignalboxError LOAD_NOTHING_RECORDED, FILTER_INVALID */
  recorded(template: RecordedTemplate): Promise<PreparedTemplate> {
    return recordedRequests(template, this.#options.queries);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.#running !== null) await this.stop(this.#running.summary.id);
  }

  async #begin(plan: LoadPlan, actor: string): Promise<LoadRunSummary> {
    const { archive, gatewayUrl, token } = this.#options;
    const id = randomUUID();
    const target = resolveTarget(plan, gatewayUrl());
    checkCost(plan, this.estimate(plan));
    const templates = await Promise.all(
      plan.mix.map((template) =>
        template.kind === 'recorded' ? this.recorded(template) : Promise.resolve(prepareTemplate(template)),
      ),
    );
    const isOwnGateway = plan.target.kind === 'gateway' && plan.target.url === null;
    const summary: LoadRunSummary = {
      id,
      name: plan.name,
      state: 'running',
      startedAt: new Date().toISOString(),
      endedAt: null,
      startedBy: actor,
      model: plan.shape.model,
      target: isOwnGateway ? 'gateway' : target.url,
      message: null,
      figures: null,
    };
    const session = isOwnGateway ? sessionOf(id) : null;
    await archive.begin({ ...summary, plan, session, measurement: null, observation: null });
    const timeline = new Timeline();
    const marks = isOwnGateway ? gatewayHeaders(id, token) : {};
    const generator = startGenerator(
      { plan, templates, url: target.url, headers: { ...marks, ...target.headers } },
      (snapshot) => {
        timeline.add(snapshot);
        this.#changed();
      },
    );
    const running: Running = { summary, plan, session, timeline, generator, ended: Promise.resolve() };
    this.#running = running;
    running.ended = this.#finish(running);
    this.#changed();
    return summary;
  }

  async #finish(running: Running): Promise<void> {
    const { archive, log } = this.#options;
    const engine = watchEngine();
    let run: LoadRun;
    try {
      const result = await running.generator.result;
      const use = engine.stop();
      run = await this.#finished(running, result, use);
    } catch (cause) {
      engine.stop();
      log.error('A load test came to no result.', { id: running.summary.id, cause });
      run = broken(running, cause);
    }
    try {
      await archive.end(run);
    } catch (cause) {
      log.error('The result of a load test could not be kept.', { id: run.id, cause });
    }
    this.#running = null;
    this.#changed();
  }

  async #finished(
    running: Running,
    result: GeneratorResult,
    engine: LoadObservation['engine'],
  ): Promise<LoadRun> {
    const { summary, plan, session } = running;
    const { measurement } = result;
    const range = { fromMs: Date.parse(measurement.startedAt), toMs: Date.now() };
    const observed = session === null ? null : await this.#observe(session, range);
    return {
      ...summary,
      ...outcomeOf(result),
      plan,
      session,
      measurement,
      observation: { overhead: observed?.overhead ?? null, cost: observed?.cost ?? null, engine },
    };
  }

  /** Without it the run is still worth keeping. */
  async #observe(session: string, range: { fromMs: number; toMs: number }) {
    try {
      return await observeRun(session, range, this.#options.queries);
    } catch (cause) {
      this.#options.log.warn('The traces of a load test could not be read.', { session, cause });
      return null;
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function broken({ summary, plan, session }: Running, cause: unknown): LoadRun {
  return {
    ...summary,
    state: 'broken',
    endedAt: new Date().toISOString(),
    message: cause instanceof Error ? cause.message : String(cause),
    plan,
    session,
    measurement: null,
    observation: null,
  };
}
