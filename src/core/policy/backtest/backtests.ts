import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type {
  Backtest,
  BacktestFigures,
  BacktestPage,
  BacktestQuestion,
  BacktestRequest,
} from '../../../shared/backtest.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { entryUrl, ThreadClient } from '../../threads/index.ts';
import type { Log } from '../../log.ts';
import { checkContent } from '../check-content.ts';
import type { PolicySource } from '../compiled-set.ts';
import type { ChosenTarget } from './alternative.ts';
import type { BacktestOperations, BacktestThreadSettings } from './backtest-thread.ts';
import { Tally } from './tally.ts';

type BacktestThread = ThreadClient<BacktestOperations>;

/** They share one thread, so more would only make all of them slow. */
const MAX_RUNNING = 3;
/** Ended ones that can still be looked at. */
const MAX_ENDED = 10;
/** What the thread may hold; beyond it all backtests fail, and nothing else does. */
const MAX_HEAP_MEGABYTES = 768;

export interface BacktestsOptions {
  dataDir: string;
  /** The user's own prices. */
  cataloguePath?: string | undefined;
  /** The sets in force. */
  published: () => readonly PolicySource[];
  hasSet: (id: string) => boolean;
  /** Who answers a model, PROVIDER/MODEL or route; null: nobody. */
  targetOf: (name: string) => ChosenTarget | null;
  log: Log;
}

interface Job {
  readonly stop: AbortController;
  readonly startedMs: number;
  state: Backtest;
}

/**
 * The backtests: each runs in a thread of its own beside the calls, from its start to its end whoever looks at it, and
 * is kept by its id for a while after.
 */
export class Backtests {
  readonly #options: BacktestsOptions;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<() => void>();
  #thread: Promise<BacktestThread> | null = null;
  #isClosed = false;

  constructor(options: BacktestsOptions) {
    this.#options = options;
  }

  /**
   * Starts one. What is wrong with the request is found before it answers.
   * @throws SignalboxError BACKTESTS_BUSY, FILTER_INVALID, BODY_INVALID, POLICY_NOT_FOUND, POLICY_INVALID, EXPRESSION_INVALID, SHUTTING_DOWN
   */
  async start(request: BacktestRequest): Promise<Backtest> {
    if (this.#isClosed) throw new SignalboxError('SHUTTING_DOWN');
    if (request.subject.kind === 'policies') {
      for (const { setId, content } of request.subject.drafts) {
        // A draft of no set that there is would be tried beside the one that it is to replace.
        if (setId !== null && !this.#options.hasSet(setId))
          throw new SignalboxError('POLICY_NOT_FOUND', { id: setId });
        checkContent(content);
      }
    }
    const running = [...this.#jobs.values()].filter(({ state }) => state.state === 'running');
    if (running.length >= MAX_RUNNING) throw new SignalboxError('BACKTESTS_BUSY', { limit: MAX_RUNNING });
    const job = newJob(request);
    const { id } = job.state;
    this.#jobs.set(id, job);
    try {
      const thread = await this.#openThread();
      const published = this.#options.published();
      const beginning = { id, request, published, targets: this.#targets(request, published) };
      const { total, figures } = await thread.call('begin', beginning, { signal: job.stop.signal });
      this.#update(job, { total, figures });
      void this.#run(job, thread);
    } catch (error) {
      this.#jobs.delete(id);
      this.#changed();
      throw error;
    }
    return job.state;
  }

  /** @throws SignalboxError BACKTEST_NOT_FOUND */
  get(id: string): Backtest {
    return this.#jobOf(id).state;
  }

  /** Oldest first. */
  list(): Backtest[] {
    return [...this.#jobs.values()].map(({ state }) => state);
  }

  /** What was found so far stays. @throws SignalboxError BACKTEST_NOT_FOUND */
  cancel(id: string): Backtest {
    const job = this.#jobOf(id);
    this.#end(job, 'cancelled', 'It was cancelled.');
    return job.state;
  }

  /** Exchanges that would go otherwise, of those found so far. @throws SignalboxError BACKTEST_NOT_FOUND */
  async exchanges(question: BacktestQuestion): Promise<BacktestPage> {
    this.#jobOf(question.id);
    const thread = await this.#openThread();
    return thread.call('page', question);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#jobs.values()) this.#end(job, 'cancelled', 'The engine was stopped.');
    const thread = await this.#thread?.catch(() => null);
    // One that crashed cannot be closed, and has ended.
    await thread?.close().catch(() => undefined);
  }

  async #run(job: Job, thread: BacktestThread): Promise<void> {
    const { signal } = job.stop;
    try {
      for (;;) {
        const { figures, isDone } = await thread.call('work', job.state.id, { signal });
        if (figures !== null) this.#update(job, { figures });
        if (isDone) break;
      }
      this.#end(job, 'done', null);
    } catch (error) {
      // A cancelled one has ended already, and this is how its thread says so.
      if (job.state.state === 'running' && !(error instanceof SignalboxError)) {
        this.#options.log.error('A backtest failed.', { id: job.state.id, cause: error });
      }
      this.#end(job, 'failed', error instanceof Error ? error.message : String(error));
      await this.#ask('halt', job.state.id);
    }
  }

  #update(job: Job, news: { figures: BacktestFigures; total?: number }): void {
    if (job.state.state !== 'running') return;
    job.state = { ...job.state, ...news, millis: performance.now() - job.startedMs };
    this.#changed();
  }

  #end(job: Job, state: 'done' | 'cancelled' | 'failed', message: string | null): void {
    if (job.state.state !== 'running') return;
    job.state = { ...job.state, state, message, millis: performance.now() - job.startedMs };
    if (state === 'cancelled') job.stop.abort();
    this.#changed();
  }

  #jobOf(id: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new SignalboxError('BACKTEST_NOT_FOUND', { id });
    return job;
  }

  /** Started by the first backtest; after a crash, anew by the next. */
  #openThread(): Promise<BacktestThread> {
    const { dataDir, cataloguePath } = this.#options;
    const settings: BacktestThreadSettings = {
      path: join(dataDir, 'telemetry.db'),
      priceOverridesPath: cataloguePath,
    };
    this.#thread ??= ThreadClient.start<BacktestOperations>({
      entry: entryUrl(import.meta.url, './backtest-thread.ts'),
      name: 'backtest',
      workerData: settings,
      onCrash: () => this.#forgetAll(),
      maxHeapMegabytes: MAX_HEAP_MEGABYTES,
    }).catch((error: unknown) => {
      this.#thread = null;
      throw error;
    });
    return this.#thread;
  }

  /** What the thread had found went with it. Those that ran have failed by themselves. */
  #forgetAll(): void {
    this.#thread = null;
    for (const [id, { state }] of this.#jobs) if (state.state !== 'running') this.#jobs.delete(id);
    this.#changed();
  }

  #targets({ subject }: BacktestRequest, published: readonly PolicySource[]): Record<string, ChosenTarget> {
    const contents = [
      ...published.map(({ content }) => content),
      ...(subject.kind === 'policies' ? subject.drafts.map(({ content }) => content) : []),
    ];
    const names = contents.flatMap(({ rules }) =>
      rules.flatMap(({ actions }) =>
        actions.flatMap((action) => (action.type === 'choose_model' ? [action.model] : [])),
      ),
    );
    const found = [...new Set(names)].flatMap((name) => {
      const target = this.#options.targetOf(name);
      return target === null ? [] : [[name, target] as const];
    });
    return Object.fromEntries(found);
  }

  #changed(): void {
    const ended = [...this.#jobs.values()].filter(({ state }) => state.state !== 'running');
    for (const { state } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) {
      this.#jobs.delete(state.id);
      void this.#ask('forget', state.id);
    }
    for (const listener of this.#listeners) listener();
  }

  async #ask(operation: 'halt' | 'forget', id: string): Promise<void> {
    const thread = await this.#thread?.catch(() => null);
    // A thread that has ended holds nothing of it any more.
    await thread?.call(operation, id).catch(() => undefined);
  }
}

function newJob(request: BacktestRequest): Job {
  return {
    stop: new AbortController(),
    startedMs: performance.now(),
    state: {
      id: randomUUID(),
      request,
      state: 'running',
      startedAt: new Date().toISOString(),
      millis: 0,
      total: null,
      figures: new Tally([]).figures(),
      message: null,
    },
  };
}
